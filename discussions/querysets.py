"""All reads of answers; each method that costs more than one query says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Prefetch, Q

from people.querysets import in_subtree

if TYPE_CHECKING:
    from lessons.models import Edition, Prompt
    from people.models import User


class AnswerQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> AnswerQuerySet:
        """One's own; what one's branch posted; for a secretary what the subtree posted."""
        if user.is_administrator:
            return self.filter(Q(posted_at__isnull=False) | Q(learner=user))
        mine = user.current_branch
        shown = Q(branch=mine, hidden_at__isnull=True) if mine else Q(pk__in=[])
        led = in_subtree([branch.path for branch in user.secretary_branches])
        return self.filter(Q(learner=user) | (Q(posted_at__isnull=False) & (shown | led)))

    def posted(self) -> AnswerQuerySet:
        return self.filter(posted_at__isnull=False)

    def of_prompt(self, user: User, prompt: Prompt) -> AnswerQuerySet:
        """The learner's answer to a prompt, in whichever edition; what is posted stands first."""
        rows = self.filter(learner=user, prompt__key=prompt.key)
        rows = rows.filter(prompt__edition__lesson=prompt.edition.lesson_id)
        return rows.order_by(F("posted_at").asc(nulls_last=True), "pk")

    def own(self, user: User, edition: Edition) -> AnswerQuerySet:
        """The learner's answers to the prompts of an edition, with replies; costs 2 queries.

        A prompt that kept its words keeps its answer in a new edition.
        """
        keys = edition.prompts.values("key")
        rows = self.filter(learner=user, prompt__edition__lesson=edition.lesson_id)
        # Posted ones last: who makes a dictionary by key of these keeps them.
        rows = rows.order_by(F("posted_at").desc(nulls_first=True), "-pk")
        return rows.filter(prompt__key__in=keys).select_related("prompt").with_replies()

    def others(self, user: User, prompt: Prompt) -> AnswerQuerySet:
        """What others posted under a prompt in any edition of it, newest first; 2 queries."""
        rows = self.visible_to(user).posted().exclude(learner=user)
        rows = rows.filter(prompt__key=prompt.key, prompt__edition__lesson=prompt.edition.lesson_id)
        return rows.select_related("learner", "branch").order_by("-posted_at", "-pk").with_replies()

    def with_replies(self) -> AnswerQuerySet:
        from discussions.models import Reply

        replies = Reply.objects.select_related("author").order_by("posted_at", "pk")
        return self.prefetch_related(Prefetch("replies", replies))

    def answered_prompts(self, learners: Any, edition: Edition) -> list[tuple[int, str]]:
        """(learner id, prompt key) for every prompt of the edition that is answered; 1 query."""
        rows = self.posted().filter(
            learner__in=learners,
            prompt__edition__lesson=edition.lesson_id,
            prompt__key__in=edition.prompts.values("key"),
        )
        return list(rows.values_list("learner_id", "prompt__key").distinct())
