"""Changing a lesson's discussion questions, and the text they stand in with them.

A question's span holds its words only; the number before it is a part of its own. A changed
question is changed in the text, a removed one leaves the text with its line, a new one gets a
line of its own: behind the question it follows, at the end of the text where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lessons.importing.edits import EditError, replace_span
from lessons.importing.outline import Outline, Part, Prompt
from lessons.importing.tree import Splice, pieces, spliced, with_nodes

MAX_PROMPT = 1000
MAX_PROMPTS = 50
_NUMBER = re.compile(r"\d+")


def set_prompts(outline: Outline, prompts: Sequence[tuple[int | None, str]]) -> Outline:
    """The lesson with these questions: (index of one that is there, or None for a new one, words).

    Questions that are not named are removed; those that are must keep their order.
    """
    kept = [index for index, _words in prompts if index is not None]
    if kept != sorted(set(kept)) or any(not 0 <= index < len(outline.prompts) for index in kept):
        raise EditError("order")
    if len(prompts) > MAX_PROMPTS:
        raise EditError("too_long")
    for gone in reversed(range(len(outline.prompts))):
        if gone not in kept:
            outline = _removed(outline, gone)
    for place, (index, words) in enumerate(prompts):
        words = " ".join(words.split())
        if not words:
            raise EditError("empty")
        if len(words) > MAX_PROMPT:
            raise EditError("too_long")
        if index is None:
            outline = _added(outline, place, words)
        elif words != outline.prompts[place].text:
            prompt = outline.prompts[place]
            outline = replace_span(outline, prompt.start, prompt.end, words)
    return outline


def _removed(outline: Outline, index: int) -> Outline:
    """The outline without a question, its number and, when nothing else is there, its line."""
    prompt = outline.prompts[index]
    start, end = _with_number(outline, prompt), prompt.end
    before = outline.text.rfind("\n", 0, start) + 1
    after = outline.text.find("\n", end)
    after = len(outline.text) if after < 0 else after
    if not outline.text[before:start].strip() and not outline.text[end:after].strip():
        start, end = max(0, before - 1), after if before else min(after + 1, len(outline.text))
    changed, tree = spliced(outline, Splice(start, end, ""))
    parts = [
        part
        for was, part in zip(outline.parts, changed.parts, strict=True)
        if not (start <= was.start and was.end <= end)
    ]
    prompts = changed.prompts[:index] + changed.prompts[index + 1 :]
    return with_nodes(replace(changed, parts=tuple(parts), prompts=prompts), tree)


def _with_number(outline: Outline, prompt: Prompt) -> int:
    """Where the number before a question begins; the question's start when it has none."""
    line = outline.text.rfind("\n", 0, prompt.start) + 1
    others = [piece.end for piece in pieces(outline) if piece.end <= prompt.start]
    labels = [
        part.start
        for part in outline.parts
        if line <= part.start and part.end <= prompt.start and part.kind == "prompt"
        and prompt.number is not None and prompt.number in outline.text[part.start : part.end]
        and not outline.text[part.end : prompt.start].strip()
    ]  # fmt: skip
    if labels:
        return labels[-1]
    begin = max([line, *others])
    shown = outline.text[begin : prompt.start]
    if prompt.number is not None and prompt.number in shown:
        return begin + len(shown) - len(shown.lstrip())
    return prompt.start


def _added(outline: Outline, place: int, words: str) -> Outline:
    """The outline with a new question as number `place` among its questions."""
    if place:
        line_end = outline.text.find("\n", outline.prompts[place - 1].end)
        at = len(outline.text) if line_end < 0 else line_end
    else:
        at = _before_first(outline)
    number, marker = _next_number(outline, place)
    lead = "\n" if at and outline.text[at - 1] != "\n" else ""
    tail = "\n" if at < len(outline.text) and outline.text[at] != "\n" else ""
    changed, tree = spliced(outline, Splice(at, at, lead + marker + words + tail))
    begin = at + len(lead)
    start = begin + len(marker)
    prompt = Prompt(number, words, start, start + len(words))
    parts = list(changed.parts)
    if marker.strip() and parts:
        parts.append(Part("prompt", begin, begin + len(marker.rstrip())))
        parts.sort(key=lambda part: part.start)
    prompts = (*changed.prompts[:place], prompt, *changed.prompts[place:])
    return with_nodes(replace(changed, parts=tuple(parts), prompts=prompts), tree)


def _before_first(outline: Outline) -> int:
    """Where a question goes that precedes all others: the line of the first, or the text's end."""
    if not outline.prompts:
        return len(outline.text)
    first = _with_number(outline, outline.prompts[0])
    line = outline.text.rfind("\n", 0, first) + 1
    # Where the label shares its line, a line end is put between the two.
    return first if outline.text[line:first].strip() else line


def _next_number(outline: Outline, place: int) -> tuple[str | None, str]:
    """The number after the last question's, and how it is printed; none where it is not plain."""
    if place == 0 or place < len(outline.prompts):
        return None, ""
    last = outline.prompts[-1]
    marker = outline.text[_with_number(outline, last) : last.start]
    if last.number is None or not _NUMBER.fullmatch(last.number) or last.number not in marker:
        return None, ""
    number = str(int(last.number) + 1)
    return number, marker.replace(last.number, number, 1)
