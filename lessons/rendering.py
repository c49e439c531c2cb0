"""A lesson's text as safe HTML in the reader's script: pages, passages, headings.

Offsets always count the clean text; where a line begins and what is bold says `lessons.layout`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import Any

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common.scripts import show, show_with_map, shown_lang
from lessons.importing.sentences import sentences
from lessons.layout import Line, lines
from lessons.models import Edition, Section
from lessons.paging import Element, elements_of

Span = tuple[int, int]


def shown(text: str, edition_script: str, wanted: str) -> str:
    """A short text of the lesson (a heading, a title) in the wanted script, not yet escaped."""
    return show(text, source=edition_script, wanted=wanted)


@dataclass(frozen=True)
class Reader:
    """How one text is shown to one reader; `lit` are the spans to mark."""

    text: str
    script: str
    wanted: str
    lit: Sequence[Span] = ()

    @property
    def lang(self) -> str:
        return shown_lang(source=self.script, wanted=self.wanted)

    def show(self, text: str) -> str:
        return shown(text, self.script, self.wanted)


def page(
    reader: Reader, sections: Sequence[Section], opener: Section, pictures: Iterable[Any] = ()
) -> SafeString:
    """The text of a page below its own heading.

    `pictures` are {"number", "start", "alt", "url"} of this page. Paragraphs carry p0, p1 … as
    ids, headings s and the section's id; each sentence is a <span data-s>.
    """
    start, end = opener.page_start or 0, opener.page_end or 0
    waiting = sorted(pictures, key=lambda picture: int(picture["start"]))
    parts: list[SafeString] = []
    number = 0
    for kind, run in _runs(reader.text, elements_of(sections, start, end)):
        while waiting and waiting[0]["start"] <= run[0].start:
            parts.append(_figure(reader, waiting.pop(0)))
        section = sections[run[0].section]
        if kind == "heading":
            if section.pk != opener.pk:
                depth = section.level - opener.level + 1
                parts.append(_heading(reader, section, depth, is_lit(run[0], reader.lit)))
        elif kind == "table":
            parts.append(_table(reader, run, number))
            number += len(run)
        else:
            parts.append(_paragraph(reader, run[0], number))
            number += 1
    parts += [_figure(reader, picture) for picture in waiting]
    # All text is escaped, so these are our own tags; the first is what the link scrolls to.
    return SafeString("\n".join(parts).replace("<mark>", '<mark id="at">', 1))


def is_lit(element: Element, lit: Sequence[Span]) -> bool:
    """Whether any of the element lies within one of the spans."""
    return any(element.start < end and start < element.end for start, end in lit)


def passage(edition: Edition, lit: Sequence[Span], *, wanted: str) -> SafeString:
    """The paragraphs around the spans as <p>, each once, the spans in <mark>, in the wanted script.

    The caller's element carries `lang` (`passage_lang`). Costs no query when the edition's text
    and outline are loaded.
    """
    reader = Reader(edition.text, edition.script, wanted, lit)
    paragraphs = [
        (first, last)
        for section in edition.outline["sections"]
        for first, last in section["paragraphs"]
    ]
    spans: set[Span] = set()
    for start, end in lit:
        around = [span for span in paragraphs if span[0] < end and span[1] > start]
        spans.update(around or [_line_around(edition.text, start, end)])
    return format_html_join(
        "\n",
        "<p>{}</p>",
        ((_inline(reader, span, [Line(*span, span[0], False)], None),) for span in sorted(spans)),
    )


def passage_lang(edition: Edition, *, wanted: str) -> str:
    return shown_lang(source=edition.script, wanted=wanted)


def _line_around(text: str, start: int, end: int) -> Span:
    """The line a span of no paragraph stands on: a field's, a heading's or a question's."""
    line_end = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end


def _runs(text: str, elements: Sequence[Element]) -> Iterator[tuple[str, list[Element]]]:
    """The elements one by one, but the rows of a table together."""

    def is_row(element: Element) -> bool:
        return element.kind == "paragraph" and "\t" in text[element.start : element.end]

    for (row, _section), group in groupby(elements, key=lambda e: (is_row(e), e.section)):
        run = list(group)
        if row and len(run) > 1:
            yield "table", run
        else:
            yield from ((element.kind, [element]) for element in run)


def _heading(reader: Reader, section: Section, depth: int, lit: bool) -> SafeString:
    words = escape(reader.show(section.heading))
    return format_html(
        '<h{0} id="{1}"><span data-s>{2}{3}</span></h{0}>',
        min(max(depth, 2), 6),
        section.outline_id,
        numbered(reader.show(section.label)),
        format_html("<mark>{}</mark>", words) if lit else words,
    )


def numbered(label: str) -> str:
    """A printed number as it stands before its heading: 1. and Chapter 1 keep a space, 一、 not."""
    return f"{label} " if label and (label[-1].isascii() or label[0] == "第") else label


def _paragraph(reader: Reader, element: Element, number: int) -> SafeString:
    parts = []
    found = lines(reader.text, element.start, element.end)
    for at, line in enumerate(found):
        names = ["enum"] if line.is_item else []
        if element.is_closing and at == 0:
            names.append("closing")
        parts.append(
            format_html(
                "<p{}{}>{}</p>",
                format_html(' id="p{}"', number) if at == 0 else "",
                format_html(' class="{}"', " ".join(names)) if names else "",
                _inline(reader, (element.start, element.end), [line], "data-s"),
            )
        )
    return SafeString("\n".join(parts))


def _inline(
    reader: Reader, paragraph: Span, parts: Sequence[Line], sentence: str | None
) -> SafeString:
    """Lines of one paragraph as sentences with their bold and lit stretches.

    The paragraph is converted as one piece, so that no phrase is torn at a border of ours.
    """
    start, end = paragraph
    words, places = show_with_map(
        reader.text[start:end], source=reader.script, wanted=reader.wanted
    )
    found = sentences(reader.text, start, end) if sentence else []
    html = []
    for line in parts:
        for stretches, inside in _stretches(_cuts(line, found, reader.lit), found):
            piece = SafeString(
                "".join(
                    _stretch(reader, line, a, b, words[places[a - start] : places[b - start]])
                    for a, b in stretches
                )
            )
            html.append(format_html("<span data-s>{}</span>", piece) if inside else piece)
    return SafeString("".join(html))


def _cuts(line: Line, found: Sequence[Span], lit: Sequence[Span]) -> list[int]:
    """Every offset of the line where something begins or ends."""
    places = {line.start, line.end, line.strong_end}
    first = max(0, bisect_right(found, (line.start,)) - 1)
    for span in (
        *takewhile(lambda span: span[0] < line.end, found[first:]),
        *lit,
    ):
        places.update(span)
    return sorted(place for place in places if line.start <= place <= line.end)


def _stretches(cuts: Sequence[int], found: Sequence[Span]) -> Iterator[tuple[list[Span], bool]]:
    """The stretches between cuts, sentence by sentence; False for what stands in none."""

    def sentence_of(stretch: Span) -> int:
        at = bisect_right(found, (stretch[0], len(found) and found[-1][1])) - 1
        return at if at >= 0 and stretch[1] <= found[at][1] else -1

    for number, group in groupby(pairwise(cuts), key=sentence_of):
        yield list(group), number >= 0


def _stretch(reader: Reader, line: Line, start: int, end: int, words: str) -> SafeString:
    if not words:
        return SafeString("")
    html = SafeString("<br>\n".join(escape(part) for part in words.split("\n")))
    if end <= line.strong_end:
        html = format_html("<b>{}</b>", html)
    if any(first <= start and end <= last for first, last in reader.lit):
        html = format_html("<mark>{}</mark>", html)
    return html


def _table(reader: Reader, rows: Sequence[Element], number: int) -> SafeString:
    """Rows whose cells stand between tabs; the tabs stay between the cells."""
    cells = [reader.text[row.start : row.end].split("\t") for row in rows]
    width = max(map(len, cells))
    has_head = len(cells) > 1 and _is_head(cells[0], width)
    html = []
    for at, (row, texts) in enumerate(zip(rows, cells, strict=True)):
        tag = SafeString('th scope="col"' if has_head and at == 0 else "td")
        parts, place = [], row.start
        for text in texts:
            line = Line(place, place + len(text), place, False)
            parts.append((tag, _inline(reader, (line.start, line.end), [line], "data-s"), tag[:2]))
            place += len(text) + 1
        row_html = "\t".join(format_html("<{}>{}</{}>", *part) for part in parts)
        row_html += "<td></td>" * (width - len(texts))
        html.append(format_html('<tr id="p{}">{}</tr>', number + at, SafeString(row_html)))
    return format_html(
        '<div class="table-frame" role="group" aria-label="{}" tabindex="0"><table>\n{}\n'
        "</table></div>",
        _("表格，可左右滚动"),
        SafeString("\n".join(html)),
    )


def _is_head(cells: Sequence[str], width: int) -> bool:
    """Whether a first row names columns: all filled, all different, short, none a figure."""
    names = [cell.strip() for cell in cells]
    return (
        len(names) == width
        and len(set(names)) == width
        and all(0 < len(name) <= 20 and not name[0].isdigit() for name in names)
    )


def _figure(reader: Reader, picture: Mapping[str, Any]) -> SafeString:
    return format_html(
        '<figure><img src="{}" alt="{}" loading="lazy" decoding="async"></figure>',
        picture["url"],
        reader.show(picture["alt"]) or _("课文里的图片"),
    )


def pictures_between(
    edition: Edition, places: Iterable[Mapping[str, Any]], start: int, end: int | None
) -> list[dict[str, Any]]:
    """The pictures that stand from `start` up to `end` (None: to the end of the text)."""
    return [
        {
            **place,
            "url": reverse("lessons:picture", args=[edition.upload_id, place["number"]]),
        }
        for place in places
        if place["start"] >= start and (end is None or place["start"] < end)
    ]
