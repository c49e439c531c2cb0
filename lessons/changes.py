"""What a draft changes of the edition being taught, and what of the learners' work carries over.

Reads only. What comes of questions belongs to the apps that keep them; here stands which of the
sentences they may quote stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from django.db.models import Count

from lessons.contents import Contents
from lessons.importing.comparing import Comparison, SectionChange, compare
from lessons.importing.outline import Outline, Section, Span, outline_from_dict
from lessons.importing.sentence_diff import SentenceChange
from lessons.importing.tree import label_of
from lessons.lengths import length_in_words
from lessons.models import Draft, Edition, Prompt, ReadingMark
from lessons.rendering import numbered
from lessons.services.drafts import outline_of
from lessons.services.publishing import edition_of, prompt_key
from lessons.services.sections import section_rows

_MOST_COMPARED = 1_000_000  # pairs of characters of one sentence
_LEAST_SHARED = 0.3  # of a sentence; below it marking single words confuses


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a sentence, and whether it is only on its side."""

    text: str
    is_only_here: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence on both sides; `count` equal ones are shown as their number."""

    change: str
    old: list[Words]
    new: list[Words]
    count: int = 1


@dataclass(frozen=True, slots=True)
class SectionDiff:
    change: str  # same, changed, moved, added, removed
    is_moved: bool
    heading: str  # with its number; "" for text without one
    old_heading: str  # where it was another
    pairs: list[Pair]


def section_diffs(old: Outline, new: Outline, comparison: Comparison) -> list[SectionDiff]:
    """Every section that is not as it was, in the new reading order."""
    olds = {section.id: section for section in old.sections}
    news = {section.id: section for section in new.sections}
    found = []
    for change in comparison.sections:
        before, after = olds.get(change.old or ""), news.get(change.new or "")
        if change.change != "same":
            found.append(_section_diff(old, new, change, before, after))
    return found


def _section_diff(
    old: Outline, new: Outline, change: SectionChange, before: Section | None, after: Section | None
) -> SectionDiff:
    was, now = _named(before, old.text), _named(after, new.text)
    return SectionDiff(
        change=change.change,
        is_moved=change.is_moved,
        heading=now if after else was,
        old_heading=was if before and after and was != now else "",
        pairs=[] if change.change == "moved" else _pairs(old.text, new.text, change.sentences),
    )


def _named(section: Section | None, text: str) -> str:
    """The heading with its number as the text prints it."""
    return numbered(label_of(text, section)) + (section.heading or "") if section else ""


def _pairs(old: str, new: str, sentences: Sequence[SentenceChange]) -> list[Pair]:
    found: list[Pair] = []
    for is_same, run in groupby(sentences, key=lambda sentence: sentence.change == "same"):
        changes = list(run)
        if is_same:
            found.append(Pair("same", [], [], len(changes)))
        else:
            found += [
                Pair(each.change, *marked(_cut(old, each.old), _cut(new, each.new)))
                for each in changes
            ]
    return found


def _cut(text: str, span: Span | None) -> str:
    return text[slice(*span)] if span else ""


def marked(old: str, new: str) -> tuple[list[Words], list[Words]]:
    """Both sentences with the words that stand on one side only."""
    if not old or not new or len(old) * len(new) > _MOST_COMPARED:
        return [Words(old, True)] if old else [], [Words(new, True)] if new else []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _LEAST_SHARED:
        return [Words(old, True)], [Words(new, True)]
    left, right = [], []
    for tag, a, b, c, d in matcher.get_opcodes():
        left.append(Words(old[a:b], tag != "equal"))
        right.append(Words(new[c:d], tag != "equal"))
    return [each for each in left if each.text], [each for each in right if each.text]


@dataclass(frozen=True, slots=True)
class PageFate:
    """A page of the edition being taught: how many have read it, and whether that still counts."""

    title: str
    readers: int
    fate: str  # kept, changed, gone


def page_fates(previous: Edition, edition: Edition) -> list[PageFate]:
    """What publication would make of the reading marks, page by page; 4 queries."""
    old = list(previous.sections.in_order())
    new = {row.key: row for row in section_rows(edition, previous) if row.page_number}
    marks = {
        (key, text_hash): count
        for key, text_hash, count in ReadingMark.objects.filter(lesson=previous.lesson_id)
        .values_list("section_key", "text_hash")
        .annotate(count=Count("pk"))
    }
    contents = Contents(old)
    found = []
    for page in contents.pages:
        after = new.get(page.key)
        is_kept = after is not None and page.page_hash in after.page_hashes
        readers = sum(marks.get((page.key, text_hash), 0) for text_hash in page.page_hashes)
        fate = "kept" if is_kept else "changed" if after else "gone"
        found.append(PageFate(contents.title_of(page), readers, fate))
    return found


@dataclass(frozen=True, slots=True)
class PromptFate:
    text: str
    fate: str  # kept, gone, new


def prompt_fates(previous: Edition, new: Outline) -> list[PromptFate]:
    """A question keeps its answers while its words stay, whatever their script and marks."""
    old = {prompt.key: prompt.text for prompt in Prompt.objects.filter(edition=previous)}
    asked = {prompt_key(prompt.text): prompt.text for prompt in new.prompts}
    kept = [PromptFate(text, "kept" if key in old else "new") for key, text in asked.items()]
    return kept + [PromptFate(text, "gone") for key, text in old.items() if key not in asked]


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    old: str
    new: str


def field_changes(old: Edition, new: Edition) -> list[FieldChange]:
    lengths = [
        length_in_words(each.lecture_minutes, each.discussion_minutes, each.hour_unit)
        for each in (old, new)
    ]
    pairs = [
        ("title", old.title, new.title),
        ("audience", old.audience, new.audience),
        ("length", *lengths),
        ("purpose", old.purpose, new.purpose),
    ]
    return [FieldChange(*pair) for pair in pairs if pair[1] != pair[2]]


def changes(draft: Draft, previous: Edition) -> dict[str, Any]:
    """All the page of changes shows."""
    lesson = previous.lesson
    edition = edition_of(draft, lesson, number=previous.number + 1)
    old, new = outline_from_dict(previous.outline), outline_of(draft)
    comparison = compare(old, new)
    diffs = section_diffs(old, new, comparison)
    sentences = Counter(each.change for row in comparison.sections for each in row.sentences)
    sentences_lost = sentences["changed"] + sentences["removed"]
    pages, prompts = page_fates(previous, edition), prompt_fates(previous, new)
    lost = [page for page in pages if page.fate != "kept"]
    return {
        "draft": draft,
        "previous": previous,
        "script": edition.script,
        "fields": field_changes(previous, edition),
        "diffs": diffs,
        "unchanged": len(comparison.sections) - len(diffs),
        "sentences": sentences,
        "sentences_lost": sentences_lost,
        "pages": lost,
        "is_anything_lost": bool(lost)
        or sentences_lost > 0
        or any(prompt.fate != "kept" for prompt in prompts),
        "kept_pages": sum(page.fate == "kept" for page in pages),
        "readers_kept": sum(page.readers for page in pages if page.fate == "kept"),
        "prompts": prompts,
    }
