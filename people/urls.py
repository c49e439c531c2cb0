"""Addresses of this app; names are noun-verb."""

from django.urls import path

from people.views import invitations, members, passwords, settings

app_name = "people"
urlpatterns = [
    path("settings/", settings.settings, name="settings"),
    path("help/", settings.help_page, name="help"),
    path("privacy/", settings.privacy, name="privacy"),
    path("invitations/", invitations.invitation_list, name="invitation-list"),
    path("invitations/<int:pk>/revoke/", invitations.invitation_revoke, name="invitation-revoke"),
    path("people/<int:pk>/password-link/", passwords.link_make, name="password-link"),
    path("people/<int:pk>/move/", members.person_move, name="person-move"),
    path("people/<int:pk>/roles/", members.role_list, name="role-list"),
    path("roles/<int:pk>/end/", members.role_end, name="role-end"),
    path("set-password/<int:pk>/<str:token>/", passwords.password_set, name="password-set"),
    path("join/<str:token>/", invitations.join, name="join"),
]
