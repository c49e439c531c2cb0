"""All reads of items, papers and attempts; each method that costs more than one query says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Max, Min, Q

if TYPE_CHECKING:
    from lessons.models import Edition
    from people.models import User
    from quizzes.models import Attempt, Response


class ItemQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> ItemQuerySet:
        """Editors only: a learner meets an item inside an attempt."""
        return self if user.is_editor else self.none()

    def for_desk(self) -> ItemQuerySet:
        """With the lesson and its current edition's text, for one item at a time; 1 query."""
        return (
            self.filter(lesson__current_edition__isnull=False)
            .select_related("lesson__current_edition", "reviewed_by")
            .defer("lesson__current_edition__edit_log", "lesson__current_edition__generation")
        )

    def unplaced(self, edition: Edition) -> ItemQuerySet:
        """Items of the lesson that this edition does not bear out and that somebody worked on:
        imported without evidence, or their words are gone."""
        placed = edition.item_places.values("item")
        rows = self.filter(lesson=edition.lesson_id).exclude(pk__in=placed)
        return rows.exclude(pk__in=rows.untouched().values("pk")).order_by("pk")

    def untouched(self) -> ItemQuerySet:
        """Generated and never judged or changed by a person: the generator may renew them."""
        return self.filter(
            origin="generated", state="unreviewed", reviewed_at__isnull=True
        ).exclude(versions__made_by__isnull=False)


class ItemPlaceQuerySet(models.QuerySet[Any]):
    def shown(self, edition: Edition, *, is_held: bool) -> ItemPlaceQuerySet:
        """What learners may see: never what was rejected or quarantined; with `is_held` only
        what an editor has approved."""
        states = ["approved"] if is_held else ["approved", "unreviewed"]
        return self.filter(edition=edition, item__state__in=states)

    def drawable(self, edition: Edition, *, is_held: bool) -> ItemPlaceQuerySet:
        """What a graded paper may ask of what is shown: never short answers."""
        return self.shown(edition, is_held=is_held).exclude(item__kind="short")

    def self_checks(self, edition: Edition, *, is_held: bool) -> ItemPlaceQuerySet:
        """The short answers of what is shown, with their items, in the order of the text;
        1 query."""
        rows = self.shown(edition, is_held=is_held).filter(item__kind="short")
        return rows.select_related("item").order_by("position", "item_id")

    def for_queue(self, edition: Edition, **chosen: Any) -> ItemPlaceQuerySet:
        """The edition's items in the order of its text; `chosen` are section_key, item__kind,
        item__state and item__rule__in."""
        return self.filter(edition=edition, **chosen).order_by("position", "item_id")

    def renewable(self, edition: Edition, section_key: str = "") -> ItemPlaceQuerySet:
        """What making items anew would replace: in the edition or in one section of it."""
        from quizzes.models import Item

        untouched = Item.objects.untouched().filter(lesson=edition.lesson_id).values("pk")
        chosen = {"section_key": section_key} if section_key else {}
        return self.filter(edition=edition, item__in=untouched, **chosen)

    def counts(self, edition: Edition) -> list[dict[str, Any]]:
        """How many items of each kind, state and rule every section has; 1 query."""
        rows = self.filter(edition=edition).order_by()
        grouped = rows.values("section_key", "item__kind", "item__state", "item__rule")
        return list(grouped.annotate(count=models.Count("pk")))


class PaperQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> PaperQuerySet:
        """Papers of lessons the person may read."""
        if user.is_editor:
            return self
        return self.filter(
            edition__lesson__current_edition__isnull=False,
            edition__lesson__withdrawn_at__isnull=True,
        )


class AttemptQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> AttemptQuerySet:
        """One's own attempts only; others' scores are told in folded form by progress."""
        return self.filter(Q(learner=user))

    def open(self) -> AttemptQuerySet:
        return self.filter(submitted_at__isnull=True)

    def submitted(self) -> AttemptQuerySet:
        return self.filter(submitted_at__isnull=False)

    def passed(self) -> AttemptQuerySet:
        return self.filter(has_passed=True)

    def of(self, learner: User, edition: Edition) -> AttemptQuerySet:
        return self.filter(learner=learner, paper__edition=edition)

    def overdue(self, now: dt.datetime) -> AttemptQuerySet:
        """Open ones whose time and grace are over, longest over first."""
        from quizzes.models import GRACE

        return self.open().filter(deadline_at__lt=now - GRACE).order_by("deadline_at")

    def light(self) -> AttemptQuerySet:
        """Without the large columns a list does not need."""
        return self.defer("snapshot", "keys", "result")

    def for_sheet(self) -> AttemptQuerySet:
        """With paper, edition and lesson, without the edition's text; costs 1 query."""
        return self.select_related("paper__edition__lesson").defer(
            "paper__edition__text",
            "paper__edition__outline",
            "paper__edition__edit_log",
            "paper__edition__generation",
        )

    def for_result(self) -> AttemptQuerySet:
        """As `for_sheet`, with the text and outline whose passages are shown; costs 1 query."""
        return self.select_related("paper__edition__lesson").defer(
            "paper__edition__edit_log", "paper__edition__generation"
        )

    def best_for(self, learner: User, edition: Edition) -> Attempt | None:
        """The submitted attempt that counts: the highest score, the earliest of equals; costs 1
        query when called."""
        best: Attempt | None = (
            self.of(learner, edition)
            .submitted()
            .light()
            .order_by("-score", "submitted_at", "pk")
            .first()
        )
        return best

    def best_scores(self, edition: Edition, learners: Iterable[int] | models.QuerySet[Any]) -> Any:
        """Rows of learner, best score, attempts used and first passing time (None: not passed),
        one per learner who submitted any; costs 1 query when read."""
        return (
            self.submitted()
            .filter(paper__edition=edition, learner__in=learners)
            .values("learner")
            .annotate(
                best=Max("score"),
                used=models.Count("pk"),
                passed_at=Min("submitted_at", filter=Q(has_passed=True)),
            )
            .order_by("learner")
        )

    def passed_learners(self, edition: Edition) -> Any:
        """Ids of the learners who passed the quiz of this edition; a subquery, or 1 query."""
        return (
            self.passed()
            .filter(paper__edition=edition)
            .order_by()
            .values_list("learner", flat=True)
            .distinct()
        )

    def passed_at(self, learner: User, edition: Edition) -> dt.datetime | None:
        """When the learner first passed; None when not yet. Costs 1 query when called."""
        first = self.of(learner, edition).passed().aggregate(at=Min("submitted_at"))
        at: dt.datetime | None = first["at"]
        return at


class ResponseQuerySet(models.QuerySet[Any]):
    def by_question(self) -> dict[str, Response]:
        """By the question's id in the snapshot; 1 query. Meant for the responses of one attempt."""
        return {response.item_id_in_snapshot: response for response in self.all()}
