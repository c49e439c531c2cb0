"""Addresses of this app; names are noun-verb."""

from django.urls import path

from people.views import invitations, settings

app_name = "people"
urlpatterns = [
    path("settings/", settings.settings, name="settings"),
    path("help/", settings.help_page, name="help"),
    path("privacy/", settings.privacy, name="privacy"),
    path("invitations/", invitations.invitation_list, name="invitation-list"),
    path("invitations/<int:pk>/revoke/", invitations.invitation_revoke, name="invitation-revoke"),
    path("join/<str:token>/", invitations.join, name="join"),
]
