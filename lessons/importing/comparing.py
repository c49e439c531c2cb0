"""What became of each section and sentence between two texts of one lesson.

Sections are matched by their headings first and by their words where headings changed. What a
match means for reading marks, notes and questions is decided where those are kept.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from common.folding import fold
from lessons.importing.outline import Outline, Section
from lessons.importing.sentence_diff import (
    SentenceChange,
    likeness,
    neighbours,
    sentence_changes,
    shared,
)

Change = Literal["same", "changed", "moved", "added", "removed"]
ALIKE = 0.5  # sections whose words are this alike are the same one under another heading
_MOST_COMPARED = 40_000  # pairs of unmatched sections looked at before only equal ones match


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One section's fate; `change` looks at its own words, not at the sections below it.

    "changed" is said of words, "moved" of a section with equal words in another place; a changed
    section may have moved as well. `likeness` is 1.0 for equal words, 0.0 for an unmatched one.
    """

    change: Change
    old: str | None  # section ids
    new: str | None
    is_moved: bool
    likeness: float
    sentences: tuple[SentenceChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    sections: tuple[SectionChange, ...]  # in the new reading order, removed ones where they stood
    prompts: tuple[SentenceChange, ...]


def section_keys(outline: Outline) -> dict[str, str]:
    """A key for each section id, from its heading and those above it: unique, 40 characters.

    Script, width and marks make no difference; of equal headings each gets a key of its own.
    """
    seen: Counter[str] = Counter()
    keys: dict[str, str] = {}
    for section_id, path in _paths(outline).items():
        seen[path] += 1
        keys[section_id] = hashlib.sha256(f"{path}#{seen[path]}".encode()).hexdigest()[:40]
    return keys


def text_hash(outline: Outline, section: Section) -> str:
    """A hash of the section's own words; script, width, marks, space and line ends do not count."""
    return hashlib.sha256(_words(outline, section).encode()).hexdigest()


def _paths(outline: Outline) -> dict[str, str]:
    """The folded headings from the outermost to the section's own; in reading order."""
    paths: dict[str, str] = {}
    has_heading = False
    for section in outline.sections:
        if section.heading is None:
            paths[section.id] = "\n" if has_heading else "\n\n"  # no heading folds to these
            continue
        has_heading = True
        above = paths[section.parent] + "/" if section.parent else ""
        paths[section.id] = above + fold(section.heading)
    return paths


def _words(outline: Outline, section: Section) -> str:
    own = "".join(fold(outline.text[start:end]) for start, end in section.paragraphs)
    return fold(section.heading or "") + "\n" + own


def compare(old: Outline, new: Outline) -> Comparison:
    """What became of every section of the old text and of every question."""
    pairs = _matched(old, new)
    moved = _moved(old, new, pairs)
    olds = {section.id: section for section in old.sections}
    found: dict[str, SectionChange] = {}
    for section in new.sections:
        before = olds.get(pairs.get(section.id, ""))
        found[section.id] = _change(old, new, before, section, section.id in moved)
    by_old = {pairs[new_id]: change for new_id, change in found.items() if new_id in pairs}
    return Comparison(
        tuple(_in_order(old, list(found.values()), by_old)),
        sentence_changes(
            old.text, [(p.start, p.end) for p in old.prompts],
            new.text, [(p.start, p.end) for p in new.prompts], is_split=False,
        ),
    )  # fmt: skip


def _change(
    old: Outline, new: Outline, before: Section | None, after: Section, is_moved: bool
) -> SectionChange:
    old_spans = before.paragraphs if before else ()
    sentences = sentence_changes(old.text, old_spans, new.text, after.paragraphs)
    if before is None:
        return SectionChange("added", None, after.id, False, 0.0, sentences)
    old_words, new_words = _words(old, before), _words(new, after)
    change: Change = "changed" if old_words != new_words else "moved" if is_moved else "same"
    alike = likeness(old_words, new_words)
    return SectionChange(change, before.id, after.id, is_moved, alike, sentences)


def _in_order(
    old: Outline, changes: list[SectionChange], by_old: dict[str, SectionChange]
) -> Iterable[SectionChange]:
    """The changes in the new order, each removed section behind the one it used to follow."""
    behind: dict[str | None, list[SectionChange]] = defaultdict(list)
    anchor: str | None = None
    for section in old.sections:
        if section.id in by_old:
            anchor = section.id
            continue
        sentences = sentence_changes(old.text, section.paragraphs, "", ())
        behind[anchor].append(SectionChange("removed", section.id, None, False, 0.0, sentences))
    yield from behind[None]
    for change in changes:
        yield change
        if change.old is not None:
            yield from behind[change.old]


def _matched(old: Outline, new: Outline) -> dict[str, str]:
    """New section id → old section id: by path, words, heading, family and likeness."""
    pairs: dict[str, str] = {}
    old_words = {section.id: _words(old, section) for section in old.sections}
    new_words = {section.id: _words(new, section) for section in new.sections}
    _pair_groups(pairs, _paths(old), _paths(new), old_words, new_words)
    _pair_groups(pairs, old_words, new_words, old_words, new_words)
    headings = [
        {each.id: fold(each.heading) for each in outline.sections if each.heading}
        for outline in (old, new)
    ]
    _pair_groups(pairs, headings[0], headings[1], old_words, new_words)
    _pair_families(pairs, old, new)
    taken = set(pairs.values())
    left = [each.id for each in old.sections if each.id not in taken]
    rest = [each.id for each in new.sections if each.id not in pairs]
    _pair_alike(pairs, left, rest, old_words, new_words, ALIKE)
    return pairs


def _pair_groups(
    pairs: dict[str, str],
    old_groups: dict[str, str],
    new_groups: dict[str, str],
    old_words: dict[str, str],
    new_words: dict[str, str],
) -> None:
    """Pairs what is still unpaired within groups of one name, the most alike first."""
    taken = set(pairs.values())
    by_name: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for section_id, name in old_groups.items():
        if section_id not in taken:
            by_name[name][0].append(section_id)
    for section_id, name in new_groups.items():
        if section_id not in pairs:
            by_name[name][1].append(section_id)
    for left, right in by_name.values():
        if len(left) == len(right) == 1:
            pairs[right[0]] = left[0]
        elif left and right:
            _pair_alike(pairs, left, right, old_words, new_words, 0.0)


def _pair_families(pairs: dict[str, str], old: Outline, new: Outline) -> None:
    """Pairs renamed sections more than half of whose children, on either side, are the same."""
    old_parents = {section.id: section.parent for section in old.sections}
    old_sizes = Counter(old_parents.values())
    new_sizes = Counter(section.parent for section in new.sections)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    taken = set(pairs.values())
    for section in reversed(new.sections):  # children before their parents
        if section.id not in pairs and votes[section.id]:
            one, count = votes[section.id].most_common(1)[0]
            if 2 * count > max(old_sizes[one], new_sizes[section.id]) and one not in taken:
                pairs[section.id] = one
                taken.add(one)
        before = old_parents.get(pairs.get(section.id, ""))
        if section.parent and before:
            votes[section.parent][before] += 1


def _pair_alike(
    pairs: dict[str, str],
    left: list[str],
    right: list[str],
    old_words: dict[str, str],
    new_words: dict[str, str],
    least: float,
) -> None:
    """Pairs equal sections in their order, then the most alike ones of what is left."""
    equal: dict[str, list[str]] = defaultdict(list)
    for section_id in reversed(left):
        equal[old_words[section_id]].append(section_id)
    for section_id in right:
        if equal[new_words[section_id]]:
            pairs[section_id] = equal[new_words[section_id]].pop()
    taken = set(pairs.values())
    left = [each for each in left if each not in taken]
    right = [each for each in right if each not in pairs]
    if len(left) * len(right) > _MOST_COMPARED:
        return
    old_pairs = {each: neighbours(old_words[each]) for each in left}
    new_pairs = {each: neighbours(new_words[each]) for each in right}
    scored = [
        (-shared(old_pairs[one], new_pairs[two]), first, second, one, two)
        for first, one in enumerate(left)
        for second, two in enumerate(right)
    ]
    for score, _first, _second, one, two in sorted(scored):
        if -score >= least and one not in taken and two not in pairs:
            pairs[two] = one
            taken.add(one)


def _moved(old: Outline, new: Outline, pairs: dict[str, str]) -> set[str]:
    """New ids of sections that stand below another section, or before one they stood behind."""
    old_parents = {section.id: section.parent for section in old.sections}
    places = {section.id: place for place, section in enumerate(old.sections)}
    moved: set[str] = set()
    children: dict[str | None, list[str]] = defaultdict(list)
    for section in new.sections:
        if section.id not in pairs:
            continue
        parent = pairs.get(section.parent) if section.parent else None
        if parent != old_parents[pairs[section.id]]:
            moved.add(section.id)
        else:
            children[parent].append(section.id)
    for siblings in children.values():
        order = [places[pairs[each]] for each in siblings]
        if any(first > second for first, second in pairwise(order)):
            kept = _longest_rising(order)
            moved |= {each for at, each in enumerate(siblings) if at not in kept}
    return moved


def _longest_rising(order: list[int]) -> set[int]:
    """The indices of a longest rising run; few siblings, so the plain way does."""
    best: list[list[int]] = []
    for at, value in enumerate(order):
        longest: list[int] = []
        for run in best:
            if order[run[-1]] < value and len(run) > len(longest):
                longest = run
        best.append([*longest, at])
    return set(sorted(best, key=len)[-1]) if best else set()
