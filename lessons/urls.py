"""Addresses of this app; names are noun-verb."""

from django.urls import URLPattern, URLResolver, path

from lessons.views import drafts, editor, publishing, reading

app_name = "lessons"
urlpatterns: list[URLPattern | URLResolver] = [
    path("lessons/", reading.lesson_list, name="lesson-list"),
    path("lessons/<int:lesson_id>/<int:number>/", reading.page_detail, name="page-detail"),
    path("lessons/<int:lesson_id>/<int:number>/read/", reading.page_mark, name="page-mark"),
    path(
        "lessons/<int:lesson_id>/<int:number>/position/",
        reading.position_save,
        name="position-save",
    ),
    path("editor/lessons/", editor.upload_list, name="upload-list"),
    path("editor/lessons/new/", editor.upload_create, name="upload-create"),
    path("editor/uploads/<int:pk>/", editor.upload_detail, name="upload-detail"),
    path("editor/uploads/<int:pk>/retry/", editor.upload_retry, name="upload-retry"),
    path("editor/uploads/<int:pk>/discard/", editor.upload_discard, name="upload-discard"),
    path("editor/uploads/<int:pk>/file/", editor.upload_download, name="upload-download"),
    path("editor/drafts/<int:pk>/", drafts.draft_detail, name="draft-detail"),
    path("editor/drafts/<int:pk>/change/", drafts.draft_change, name="draft-change"),
    path("editor/drafts/<int:pk>/publish/", publishing.draft_publish, name="draft-publish"),
    path("editor/drafts/<int:pk>/lesson/", publishing.draft_lesson, name="draft-lesson"),
    path(
        "editor/drafts/<int:pk>/preview/<int:number>/", drafts.draft_preview, name="draft-preview"
    ),
    path("editor/drafts/<int:pk>/steps/", drafts.draft_steps, name="draft-steps"),
    path("editor/drafts/<int:pk>/changes/", drafts.draft_diff, name="draft-diff"),
    path("editor/drafts/<int:pk>/plan/", publishing.draft_plan, name="draft-plan"),
    path("editor/lessons/<int:pk>/withdraw/", editor.lesson_withdraw, name="lesson-withdraw"),
    path("pictures/<int:upload_id>/<int:number>/", reading.picture, name="picture"),
]
