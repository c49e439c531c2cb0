"""Takes questions of files into a lesson and gives a lesson's items as files.

The formats stand in `quizzes.exchange`; an uploaded file is read in a limited child.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common.children import ChildFailedError, ChildRefused, Limits, run_in_child
from lessons.models import Edition, Lesson
from people.access import require_editor
from people.models import User
from people.services import audit
from quizzes.contract import Question, flaws_of
from quizzes.corrections import Change, sort_out
from quizzes.evidence import Span, evidence_of, spans_of
from quizzes.exchange.files import format_of, unpacked
from quizzes.exchange.gift import write_gift
from quizzes.exchange.moodle_xml import write_moodle_xml
from quizzes.exchange.scripts import in_script
from quizzes.exchange.values import FileRefused, Parsed, Read, Remark, Written
from quizzes.exchange.xlsx import write_xlsx
from quizzes.models import Item, ItemPlace
from quizzes.services.review import ReviewRefused, columns_of, edit_item, question_of, section_at

LIMITS = Limits(memory_bytes=384 * 1024 * 1024, cpu_seconds=10, wall_seconds=20.0)
_CHILD = "quizzes.exchange.files:read_in_child"
_FAILURES = {"memory": "too_heavy", "cpu": "too_heavy", "wall": "too_heavy"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: how many were taken, how many of them still lack evidence, which
    differ from items there are and how many do not, and what is to be said about single
    questions, in the order of the file."""

    taken: int
    unplaced: int
    remarks: tuple[Remark, ...]
    changes: tuple[Change, ...]
    same: int


def read_file(name: str, data: bytes) -> Parsed:
    """Raises FileRefused, for whatever the file may be."""
    kind = format_of(name, data)
    try:
        finished = run_in_child(_CHILD, kind.encode() + b"\n" + data, LIMITS)
    except ChildRefused as refused:
        raise FileRefused(refused.code, **refused.params) from refused
    except ChildFailedError as failed:
        raise FileRefused(_FAILURES.get(failed.reason, "broken")) from failed
    return unpacked(finished.output)


@transaction.atomic
def import_questions(actor: User, edition: Edition, parsed: Parsed, *, now: dt.datetime) -> Outcome:
    """Keeps what a file held as unreviewed items of the edition's lesson, all or nothing.

    One of the kind and stem of an item the lesson has is no new one: it is the same, or a change
    to be taken over by `take_changes`. One that lacks something, or whose quotes do not stand in
    the text, gets no place: it is asked only after an editor completed it.
    """
    require_editor(actor)
    Lesson.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.lesson_id)
    remarks = list(parsed.remarks)
    sorted_out = sort_out(edition, in_script(parsed.questions, edition.script))
    remarks += sorted_out.remarks
    items = [_item(edition, read.question, now) for read in sorted_out.fresh]
    Item.objects.bulk_create(items)
    places = _places(edition, sorted_out.fresh, items, remarks)
    ItemPlace.objects.bulk_create(places)
    detail = {
        "lesson": edition.lesson_id,
        "taken": len(items),
        "unplaced": len(items) - len(places),
        "changes": len(sorted_out.changes),
        "remarks": len(remarks),
    }
    audit.record(actor, "items.imported", edition, detail=detail, now=now)
    return Outcome(
        taken=len(items),
        unplaced=len(items) - len(places),
        remarks=tuple(sorted(remarks, key=lambda remark: remark.line)),
        changes=tuple(sorted_out.changes),
        same=sorted_out.same,
    )


@transaction.atomic
def take_changes(
    actor: User, edition: Edition, changes: Sequence[Change], *, now: dt.datetime
) -> tuple[int, int]:
    """Takes corrections of a file over as edits of their items, undone together; how many, and
    how many were left because the item is gone or somebody changed it since.

    Safe to repeat: an item that was changed by it has another version.
    """
    require_editor(actor)
    rows = Item.objects.filter(lesson=edition.lesson_id, pk__in=[each.item for each in changes])
    items = {row.pk: row for row in rows}
    batch = uuid.uuid4().hex
    taken = 0
    for change in changes:
        spans = spans_of(change.question.quotes, edition.text)
        if change.item not in items or spans is None or flaws_of(change.question):
            continue
        try:
            edit_item(actor, items[change.item], change.question, spans,
                      version=change.version, is_approved=False, now=now, batch=batch)  # fmt: skip
            taken += 1
        except ReviewRefused:
            continue
    return taken, len(changes) - taken


def _item(edition: Edition, question: Question, now: dt.datetime) -> Item:
    columns: dict[str, Any] = columns_of(question)
    for option in columns["options"]:
        option["origin"] = "imported"
    return Item(
        lesson_id=edition.lesson_id,
        key=f"i{uuid.uuid4().hex[:15]}",
        origin=Item.Origin.IMPORTED,
        created_at=now,
        **columns,
    )


def _places(
    edition: Edition, fresh: Sequence[Read], items: Sequence[Item], remarks: list[Remark]
) -> list[ItemPlace]:
    sections = list(edition.sections.order_by("position"))
    found = []
    for read, item in zip(fresh, items, strict=True):
        spans, code = _spans(read.question, edition.text)
        if spans is None:
            remarks.append(Remark(read.line, "unplaced", True, {"flaw": code}))
            continue
        start = spans[0][0]
        found.append(
            ItemPlace(
                item=item,
                edition=edition,
                section_key=section_at(sections, start).key,
                position=start,
                evidence=evidence_of(spans, edition.text),
            )
        )
    return found


def _spans(question: Question, text: str) -> tuple[list[Span] | None, str]:
    """Where its quotes stand, or None and what keeps it from being asked."""
    spans = spans_of(question.quotes, text)
    if question.quotes and spans is None:
        return None, "quotes_gone"
    flaws = flaws_of(replace(question, quotes=question.quotes if spans else ()))
    return (None, flaws[0].code) if flaws else (spans, "")


WRITERS = {"gift": write_gift, "moodle": write_moodle_xml}


def export_items(actor: User, edition: Edition, kind: str, *, now: dt.datetime) -> Written:
    """The edition's items but those rejected, as gift, moodle, xlsx, or the empty table."""
    require_editor(actor)
    if kind == "template":
        return write_xlsx([], table_notes())
    places = ItemPlace.objects.for_queue(edition).exclude(item__state=Item.State.REJECTED)
    questions = [question_of(p.item, p.evidence) for p in places.select_related("item")]
    unplaced = Item.objects.unplaced(edition).exclude(state=Item.State.REJECTED)
    questions += [question_of(item) for item in unplaced]
    writer = WRITERS.get(kind)
    written = writer(questions) if writer else write_xlsx(questions, table_notes())
    detail = {
        "lesson": edition.lesson_id,
        "format": kind,
        "items": len(questions) - len(written.left_out),
        "left_out": len(written.left_out),
    }
    audit.record(actor, "items.exported", edition, detail=detail, now=now)
    return written


def table_notes() -> list[str]:
    return [
        _("每行一道题。题型：单选、多选、判断、填空、配对、简答。"),
        _("单选、多选：选项写在 A、B、C……，答案写字母，比如 B 或 ACD；“A的说明”写为什么对或错。"),
        _("判断：答案写“对”或“错”；“A的说明”给选对的人看，“B的说明”给选错的人看。"),
        _("填空：题干用 ____ 标出空；答案每行一空，几种说法用“｜”隔开。"),
        _("配对：左边写在 A、B、C……，右边写在它的“说明”里；答案里写多余的右边，每行一个。"),
        _("简答：答案里写好的回答应当提到什么，每行一点。"),
        _("依据：抄课文里的原句，一字不差，每行一句。没有依据的题导入以后要补上才会用。"),
        _("几成人答错：0到10的数。考什么：记得、理解、分析。这几格可以不填。"),
    ]
