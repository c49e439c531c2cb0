"""The lesson as the generator reads it: text and shadow with sentences, tables and places.

Knows where things stand; what they say belongs to the fact finders, and parsing of files to the
importer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from common.folding import fold, shadow
from common.scripts import SIMPLIFIED, TO_TRADITIONAL, show
from lessons.importing.outline import Outline, Section, Span
from lessons.importing.sentences import sentences

Language = Literal["hans", "hant", "en"]
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_YOU = re.compile(r"\b[Yy]our?\b")
_ADDRESSED = 0.015  # share of “you” and “your” among the words of a handbook; talks have half
EVIDENCE_LIMIT = 200
_BARE_WORDS = 3  # a heading of so few words says little without its label


@dataclass(frozen=True, slots=True)
class Sentence:
    index: int
    start: int
    end: int
    section: str
    paragraph: int  # index among the lesson's paragraphs


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cell spans; the first row is the header."""

    section: str
    rows: tuple[tuple[Span, ...], ...]


class Lesson:
    """An outline with its shadow; every span counts characters of the outline's clean text."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.text = outline.text
        self.shadow = shadow(outline.text)
        self._sections = {section.id: section for section in outline.sections}
        self.paragraphs: list[tuple[Span, str]] = []
        self.tables: list[Table] = []
        self.sentences: list[Sentence] = []
        self.fact_ids: dict[tuple[str, int, int], str] = {}  # hashing is done once a fact
        for section in outline.sections:
            self._read(section)
        self.sentences.sort(key=lambda sentence: sentence.start)
        self.sentences = [
            Sentence(i, s.start, s.end, s.section, s.paragraph)
            for i, s in enumerate(self.sentences)
        ]
        self._starts = [sentence.start for sentence in self.sentences]

    def _read(self, section: Section) -> None:
        rows: list[tuple[Span, ...]] = []
        for span in (line for paragraph in section.paragraphs for line in self._lines(paragraph)):
            start, end = span
            if "\t" in self.text[start:end]:
                rows.append(self._cells(start, end))
                continue
            self._close_table(section.id, rows)
            rows = []
            place = len(self.paragraphs)
            self.paragraphs.append(((start, end), section.id))
            self.sentences.extend(
                Sentence(0, a, b, section.id, place) for a, b in sentences(self.text, start, end)
            )
        self._close_table(section.id, rows)

    def _lines(self, paragraph: Span) -> list[Span]:
        start, end = paragraph
        found = []
        for match in re.finditer(r"[^\n]+", self.text[start:end]):
            if match[0].strip():
                found.append((start + match.start(), start + match.end()))
        return found

    def _cells(self, start: int, end: int) -> tuple[Span, ...]:
        cells, at = [], start
        for part in self.text[start:end].split("\t"):
            lead = len(part) - len(part.lstrip())
            cells.append((at + lead, at + lead + len(part.strip())))
            at += len(part) + 1
        return tuple(cells)

    def _close_table(self, section: str, rows: list[tuple[Span, ...]]) -> None:
        if len(rows) >= 3 and len({len(row) for row in rows}) == 1:
            self.tables.append(Table(section, tuple(rows)))

    def cut(self, span: Span) -> str:
        return self.text[span[0] : span[1]]

    def seen(self, span: Span) -> str:
        """The shadow of a span: simplified and half-width, what rules match on."""
        return self.shadow[span[0] : span[1]]

    def section(self, section_id: str) -> Section:
        return self._sections[section_id]

    def heading(self, section_id: str) -> str | None:
        """The section's heading, or of the nearest section above it that has one."""
        section: Section | None = self._sections[section_id]
        while section is not None and not section.heading:
            section = self._sections.get(section.parent or "")
        return self._named(section) if section and section.heading else None

    def _named(self, section: Section) -> str:
        """The heading; a short English one with its label: “Step two: look”."""
        heading = (section.heading or "").strip()
        if len(heading.split()) > _BARE_WORDS or not heading.isascii():
            return heading
        whole = re.match(
            rf"(?:Step|Stage|Phase|Rule|Day) \w+[:.] {re.escape(heading)}",
            self.text[section.start : section.end],
            re.IGNORECASE,
        )
        return whole[0] if whole else heading

    def heading_span(self, section_id: str) -> Span | None:
        section = self._sections[section_id]
        if not section.heading:
            return None
        at = self.text.find(section.heading, section.start, section.end)
        return (at, at + len(section.heading)) if at >= 0 else None

    def own_end(self, section: Section) -> int:
        """Where the last of several sections ends: more paragraphs than any before it has go on
        with the whole, and are not told under its heading."""
        siblings = self.children(section.parent) if section.parent else []
        if len(siblings) < 2 or siblings[-1].id != section.id or self._has_children(siblings):
            return section.end + 1
        *others, own = [self._below(sibling) for sibling in siblings]
        most = max(map(len, others))
        return own[most] if most < len(own) else section.end + 1

    def _below(self, section: Section) -> list[int]:
        """Where its paragraphs start that do not go on behind its heading in one line."""
        return [start for start, _ in section.paragraphs if self.text[start - 1] == "\n"]

    def _has_children(self, sections: list[Section]) -> bool:
        ids = {section.id for section in sections}
        return any(section.parent in ids for section in self.outline.sections)

    def children(self, section_id: str) -> list[Section]:
        return [s for s in self.outline.sections if s.parent == section_id]

    def sentence_at(self, offset: int) -> Sentence | None:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.sentences[index].end:
            return None
        return self.sentences[index]

    def home_of(self, words: str) -> str:
        """The section of the sentence that first holds the words, which the text must hold."""
        sentence = self.sentence_at(self.text.index(words))
        return sentence.section if sentence else self.outline.sections[0].id

    def body(self, section_id: str) -> str:
        """The shadow of the section with all its descendants."""
        section = self._sections[section_id]
        return self.shadow[section.start : section.end]

    def is_fragment(self, sentence: Sentence) -> bool:
        """Whether it is a label or a bare list member rather than a sentence."""
        words = self.shadow[sentence.start : sentence.end]
        if self.heading(sentence.section) is None and words[-1] not in "。!?;:.”":
            return True
        is_bare = "," not in words and words[-1] in ";。."
        return is_bare and sentence.paragraph in self.members

    @cached_property
    def openers(self) -> dict[int, Sentence]:
        """The first sentence of each paragraph."""
        found: dict[int, Sentence] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.paragraph, sentence)
        return found

    @cached_property
    def sizes(self) -> Counter[str]:
        """How many sentences each section has of its own."""
        return Counter(sentence.section for sentence in self.sentences)

    @cached_property
    def members(self) -> frozenset[int]:
        """Paragraphs that are members of a list: those after one that ends in a colon."""
        found: set[int] = set()
        is_open = False
        for place, ((start, end), _section) in enumerate(self.paragraphs):
            if is_open:
                found.add(place)
            last = self.shadow[start:end].rstrip()[-1:]
            is_open = last == ":" or (is_open and last == ";")
        return frozenset(found)

    @cached_property
    def language(self) -> Language:
        sample = self.text
        han = len(_HAN.findall(sample))
        if len(_LATIN_WORD.findall(sample)) > han:
            return "en"
        script = self.outline.source.script
        if script == "traditional":
            return "hant"
        if script == "simplified":
            return "hans"
        changed = sum(a != b and a > "⺀" for a, b in zip(sample, self.shadow, strict=True))
        return "hant" if changed * 20 > han else "hans"

    def in_its_script(self, word: str) -> str:
        """A simplified word of the project's own as this lesson writes; never one of its own."""
        if self.language != "hant":
            return word
        return show(word, source=SIMPLIFIED, wanted=TO_TRADITIONAL)

    @cached_property
    def title(self) -> str:
        """The lesson's title in simplified characters, without marks at its end."""
        return shadow(self.outline.title).strip("》“” ")

    @cached_property
    def size(self) -> int:
        """Han characters, for English words."""
        pattern = _LATIN_WORD if self.language == "en" else _HAN
        return len(pattern.findall(self.text))

    @cached_property
    def is_addressed(self) -> bool:
        """Whether it tells its English readers what they may and must, as a handbook does."""
        return self.language == "en" and len(_YOU.findall(self.text)) >= _ADDRESSED * self.size

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def folded_sentences(self) -> list[str]:
        return [fold(self.text[s.start : s.end]) for s in self.sentences]

    @cached_property
    def _damaged(self) -> list[Span]:
        """Unresolved damage widened to the sentences beside it."""
        spans = []
        for damage in self.outline.damage:
            first = max(0, bisect_right(self._starts, damage.start) - 2)
            last = min(len(self.sentences) - 1, bisect_right(self._starts, damage.end))
            if not self.sentences:
                continue
            spans.append(
                (
                    min(self.sentences[first].start, damage.start),
                    max(self.sentences[last].end, damage.end),
                )
            )
        return spans

    def is_near_damage(self, span: Span) -> bool:
        return any(span[0] < end and start < span[1] for start, end in self._damaged)

    def evidence(self, span: Span) -> Span:
        """The sentence around a span, cut at clause borders to what evidence may hold."""
        sentence = self.sentence_at(span[0])
        if sentence is None:
            return span
        start, end = sentence.start, max(sentence.end, span[1])
        if end - start <= EVIDENCE_LIMIT:
            return (start, end)
        room = EVIDENCE_LIMIT - (span[1] - span[0])
        if room < 0:
            return (span[0], span[0] + EVIDENCE_LIMIT)
        start = max(start, span[0] - room // 2)
        end = min(end, start + EVIDENCE_LIMIT)
        return self._trimmed(start, end, span)

    def _trimmed(self, start: int, end: int, span: Span) -> Span:
        breaks = "，。；：,;:"
        while start < span[0] and self.text[start - 1] not in breaks + "。\n":
            start += 1
        while end > span[1] and self.text[end - 1] not in breaks:
            end -= 1
        return (start, end)
