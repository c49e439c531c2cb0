"""Addresses of this app; names are noun-verb."""

from django.urls import path

from reminders.views import ledger, preferences

app_name = "reminders"
urlpatterns = [
    path("reminders/", ledger.reminder_list, name="reminder-list"),
    path(
        "branches/<int:branch_pk>/assignments/<int:assignment_pk>/remind/",
        ledger.branch_remind,
        name="branch-remind",
    ),
    path("settings/reminders/", preferences.preference_edit, name="preference-edit"),
    path("unsubscribe/<str:token>/", preferences.unsubscribe, name="unsubscribe"),
]
