"""Addresses of this app; names are noun-verb."""

from django.urls import URLPattern, URLResolver, path

from quizzes.views import attempts, results

app_name = "quizzes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("lessons/<int:lesson_id>/quiz/", attempts.paper_detail, name="paper-detail"),
    path("lessons/<int:lesson_id>/quiz/start/", attempts.attempt_start, name="attempt-start"),
    path("attempts/<int:pk>/", attempts.attempt_detail, name="attempt-detail"),
    path("attempts/<int:pk>/responses/", attempts.response_save, name="response-save"),
    path("attempts/<int:pk>/submit/", attempts.attempt_submit, name="attempt-submit"),
    path("attempts/<int:pk>/result/", results.attempt_result, name="attempt-result"),
    path(
        "attempts/<int:pk>/questions/<slug:question_id>/report/",
        results.item_report,
        name="item-report",
    ),
]
