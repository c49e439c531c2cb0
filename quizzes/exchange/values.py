"""What the readers of all formats give: questions with their lines, and what could not be taken.

Also what they share: clean text, answers that are no plain right or wrong, words that no format
has a place for. Nothing here knows a format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from quizzes.contract import LONGEST_PART, LONGEST_QUOTE, Question, form_flaws

MOST_QUESTIONS = 500
MARK = "benke:"  # begins the comment that holds what a format has no place for
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre")
)
_LARGEST_RANGE = 20


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about one question; `is_kept`: it was taken all the same."""

    line: int
    code: str
    is_kept: bool = False
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    line: int
    question: Question
    is_converted: bool = False  # into the script of the edition it is for


@dataclass(slots=True)
class Parsed:
    questions: list[Read] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, line: int, question: Question) -> None:
        """Takes a question that can be graded; for another it says why not."""
        if flaws := form_flaws(question):
            params = {"flaw": flaws[0].code, **flaws[0].params}
            self.remarks.append(Remark(line, "flaw", params=params))
        elif len(self.questions) >= MOST_QUESTIONS:
            raise FileRefused("too_many", most=MOST_QUESTIONS)
        else:
            self.questions.append(Read(line, question))

    def skip(self, line: int, code: str, **params: str | int) -> None:
        self.remarks.append(Remark(line, code, params=params))

    def note(self, line: int, code: str, **params: str | int) -> None:
        self.remarks.append(Remark(line, code, True, params))


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and the places (from 0) of questions this format cannot say, with a code."""

    data: bytes
    left_out: tuple[tuple[int, str], ...] = ()


class FileRefused(Exception):
    """A file nothing was taken from; `code` and `params` as for remarks."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def clean(text: str) -> str:
    """Without signs no format may hold; line ends as \\n."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def decoded(data: bytes) -> str:
    """Text of a file as UTF-8, UTF-16 with a mark, or GB 18030."""
    for codec in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
        try:
            return clean(data.decode(codec))
        except UnicodeDecodeError:
            continue
    raise FileRefused("not_text")


class _Words(HTMLParser):
    """The text of HTML; blocks become lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: Sequence[Any]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag in ("script", "style"):
            self.hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag in ("script", "style"):
            self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def words_of_html(html: str) -> str:
    """What a reader sees of HTML, as lines of plain text."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    lines = "".join(parser.parts).replace("\xa0", " ").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def keepsake(question: Question) -> str:
    """What no format has a place for, as one line of JSON."""
    data = {
        "quotes": list(question.quotes),
        "checklist": list(question.checklist),
        "rule": question.rule,
        "difficulty": question.difficulty,
        "thinking": question.thinking,
    }
    return f"{MARK} " + json.dumps(data, ensure_ascii=False).replace("--", "-\\u002d")


def with_keepsake(question: Question, comment: str) -> Question:
    """The question with what the comment keeps; anything odd in it is left out."""
    head, _mark, text = comment.partition(MARK)
    if head.strip() or not text:
        return question
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return question
    return restored(question, data) if isinstance(data, dict) else question


def restored(question: Question, data: Mapping[str, Any]) -> Question:
    difficulty, thinking = data.get("difficulty"), data.get("thinking")
    share = float(difficulty) if isinstance(difficulty, int | float) else -1.0
    return replace(
        question,
        quotes=_texts(data.get("quotes"), LONGEST_QUOTE) or question.quotes,
        checklist=_texts(data.get("checklist"), LONGEST_PART) or question.checklist,
        rule=str(data.get("rule", ""))[:48] or question.rule,
        difficulty=share if 0 <= share <= 1 else question.difficulty,
        thinking=thinking
        if thinking in ("remember", "understand", "analyse")
        else question.thinking,
    )


def _texts(value: Any, longest: int) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(clean(text) for text in value if isinstance(text, str) and text)[:50]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a typed question elsewhere: its share of the points and what is said to it."""

    text: str
    share: float = 100.0  # percent
    feedback: str = ""


def typed(
    stem: str, answers: Iterable[Answer], explanation: str, line: int, parsed: Parsed
) -> Question:
    """A blank with the fully right answers; what is said to an answer goes to the explanation."""
    right: list[str] = []
    said = [explanation] if explanation else []
    for answer in answers:
        if answer.feedback:
            said.append(f"{answer.text}：{answer.feedback}")
        if answer.share < 100:
            if answer.share > 0:
                parsed.note(line, "partial")
        elif "*" in answer.text:
            parsed.note(line, "wildcard")
        else:
            right.append(answer.text)
    gap = "" if "____" in stem else " ____"
    return Question("blank", stem + gap, accepted=(tuple(right),), explanation="\n".join(said))


def numbers(text: str) -> tuple[list[str], bool]:
    """The accepted writings of 3, 3:0.5 or 1..5, and whether a tolerance got lost."""
    text = text.strip()
    if match := re.fullmatch(r"(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)", text):
        low, high = _number(match[1]), _number(match[2])
    else:
        middle, _colon, width = text.partition(":")
        centre, around = _number(middle), _number(width or "0")
        if centre is None or around is None:
            return [], False
        low, high = centre - abs(around), centre + abs(around)
    if low is None or high is None or low > high:
        return [], False
    if low == high:
        return [_figure(low)], False
    if low == int(low) and high == int(high) and high - low <= _LARGEST_RANGE:
        middle_first = sorted(range(int(low), int(high) + 1), key=lambda n: abs(2 * n - low - high))
        return [str(n) for n in middle_first], True
    return [_figure(round((low + high) / 2, 10))], True


def _number(text: str) -> float | None:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 1e12 else None


def _figure(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


def barred(words: Iterable[str]) -> str:
    """Spellings on one line, with bars between them; a bar or \\ of their own gets a \\."""
    return "｜".join(re.sub(r"([|｜\\])", r"\\\1", word) for word in words)


def unbarred(line: str) -> tuple[str, ...]:
    """The spellings of a line, as `barred` wrote them."""
    words = [""]
    for part in re.findall(r"\\.|[|｜]|[^|｜\\]+|\\", line):
        if part in ("|", "｜"):
            words.append("")
        else:
            words[-1] += part[1:] if len(part) == 2 and part[0] == "\\" else part
    return tuple(word.strip() for word in words if word.strip())
