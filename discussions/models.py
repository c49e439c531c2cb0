"""What people say under a prompt: answers, their versions, replies.

Reads stand in `discussions.querysets`, writes in services.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from discussions.querysets import AnswerQuerySet
from lessons.models import Prompt
from people.models import Branch


class Answer(models.Model):
    """A learner's text under a prompt, with its server-saved draft.

    It keeps the branch it was posted in, whoever moves where later.
    """

    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="answers")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="answers"
    )
    branch = models.ForeignKey(
        Branch,
        null=True,  # NULL: the learner belongs to no branch yet, or it is only a draft
        on_delete=models.PROTECT,
        related_name="answers",
    )
    draft = models.TextField(blank=True)
    draft_rev = models.PositiveIntegerField(default=0)  # the page's counter; only higher replaces
    draft_saved_at = models.DateTimeField(null=True)  # NULL: no draft
    text = models.TextField(blank=True)
    posted_at = models.DateTimeField(null=True)  # NULL: not posted
    changed_at = models.DateTimeField(null=True)  # NULL: not changed after posting
    hidden_at = models.DateTimeField(null=True)  # NULL: shown to the branch

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "prompt"], name="discussions_answer_once"),
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True) | ~Q(text=""), name="discussions_answer_text"
            ),
        ]
        indexes = [
            # Read by the discussion page: what the branch posted under a prompt.
            models.Index(fields=["prompt", "branch", "posted_at"], name="discussions_answer_branch")
        ]

    def __str__(self) -> str:
        return self.text[:60] or self.draft[:60]


class AnswerVersion(models.Model):
    """Every text that was posted, the first one too."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()  # from 1
    text = models.TextField()
    posted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="discussions_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.number}"


class Reply(models.Model):
    """A comment on an answer, by its branch or the secretary above it."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="replies"
    )
    text = models.TextField()
    posted_at = models.DateTimeField()
    is_from_secretary = models.BooleanField(default=False)
    event_id = models.UUIDField()  # the form's own; a repeated submit changes nothing

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "event_id"], name="discussions_reply_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]
