"""All addresses: each app's own, allauth's, and the few that belong to no app."""

from django.contrib import admin
from django.urls import include, path

from common.display import set_display
from common.patterns import patterns
from config.health import healthz
from people.views import errors

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("display/", set_display, name="display-set"),
    path("patterns/", patterns, name="patterns"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("people.urls")),
    path("", include("lessons.urls")),
    path("", include("quizzes.urls")),
    path("", include("discussions.urls")),
    path("", include("progress.urls")),
    path("", include("reminders.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
