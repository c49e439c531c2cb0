"""Addresses of this app; names are noun-verb."""

from django.urls import path

from discussions.views import answers, replies

app_name = "discussions"
urlpatterns = [
    path("lessons/<int:lesson_id>/discussion/", answers.prompt_list, name="prompt-list"),
    path(
        "lessons/<int:lesson_id>/discussion/<int:number>/",
        answers.answer_post,
        name="answer-post",
    ),
    path(
        "lessons/<int:lesson_id>/discussion/<int:number>/draft/",
        answers.answer_draft,
        name="answer-draft",
    ),
    path("answers/<int:pk>/reply/", replies.reply_create, name="reply-create"),
]
