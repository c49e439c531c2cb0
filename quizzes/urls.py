"""Addresses of this app; names are noun-verb."""

from django.urls import URLPattern, URLResolver, path

from quizzes.views import (
    attempts,
    checks,
    drafts,
    exchange,
    results,
    review,
    review_items,
    review_lexicons,
    review_papers,
)

app_name = "quizzes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("lessons/<int:lesson_id>/quiz/", attempts.paper_detail, name="paper-detail"),
    path("lessons/<int:lesson_id>/quiz/check/", checks.check_list, name="check-list"),
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
    # The editors' desk
    path("editor/drafts/<int:pk>/questions/", drafts.draft_items, name="draft-items"),
    path("editor/lessons/<int:lesson_id>/items/", review.item_list, name="item-list"),
    path("editor/lessons/<int:lesson_id>/items/start/", review.item_start, name="item-start"),
    path("editor/lessons/<int:lesson_id>/items/undo/", review.item_undo, name="item-undo"),
    path("editor/lessons/<int:lesson_id>/items/bulk/", review.item_bulk, name="item-bulk"),
    path("editor/lessons/<int:lesson_id>/items/new/", review_items.item_create, name="item-create"),
    path(
        "editor/lessons/<int:lesson_id>/items/renew/", review_papers.item_renew, name="item-renew"
    ),
    path("editor/lessons/<int:lesson_id>/items/import/", exchange.item_import, name="item-import"),
    path(
        "editor/lessons/<int:lesson_id>/items/import/changes/",
        exchange.item_changes,
        name="item-changes",
    ),
    path(
        "editor/lessons/<int:lesson_id>/items/export/<slug:kind>/",
        exchange.item_export,
        name="item-export",
    ),
    path("editor/lessons/<int:lesson_id>/paper/", review_papers.paper_edit, name="paper-edit"),
    path("editor/items/<int:pk>/", review.item_review, name="item-review"),
    path("editor/items/<int:pk>/judge/", review.item_judge, name="item-judge"),
    path("editor/items/<int:pk>/edit/", review_items.item_edit, name="item-edit"),
    path("editor/reports/<int:pk>/settle/", review.report_settle, name="report-settle"),
    path("editor/policy/", review_papers.policy_edit, name="policy-edit"),
    path("editor/lexicon/", review_lexicons.lexicon_list, name="lexicon-list"),
    path("editor/lexicon/<int:pk>/", review_lexicons.lexicon_edit, name="lexicon-edit"),
    path("editor/lexicon/<int:pk>/switch/", review_lexicons.lexicon_switch, name="lexicon-switch"),
]
