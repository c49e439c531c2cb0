"""GIFT, Moodle's text format: questions out and in.

A blank keeps its ____ in the stem, with the answers behind it. What GIFT cannot say (evidence,
checklist, difficulty) stands in a comment before the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizzes.contract import GAP, Choice, Question
from quizzes.exchange.values import (
    MARK,
    Answer,
    Parsed,
    Written,
    clean,
    decoded,
    keepsake,
    numbers,
    typed,
    with_keepsake,
    words_of_html,
)

# Escaped signs are kept apart as control characters, which clean text never holds.
_ESCAPED = dict(zip("~=#{}:n\\", "\x01\x02\x03\x04\x05\x06\x07\x08", strict=True))
_PLAIN = {sign: "\n" if char == "n" else char for char, sign in _ESCAPED.items()}
_ESCAPE = re.compile(r"\\([~=#{}:n\\])")
_SIGNS = re.compile("[\x01-\x08]")
_SPECIAL = re.compile(r"[\\~=#{}:]")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
_ARROW = "->"
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


# --- In ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Block:
    line: int  # of the first line that is neither comment nor category
    text: str
    comment: str


def read_gift(data: bytes) -> Parsed:
    """Every question of a GIFT file; raises FileRefused."""
    parsed = Parsed()
    for block in _blocks(decoded(data)):
        _read_block(block, parsed)
    return parsed


def _blocks(text: str) -> Iterator[_Block]:
    """Stretches between empty lines, comments and categories taken out."""
    lines: list[str] = []
    first, comment = 0, ""
    for number, line in enumerate([*text.split("\n"), ""], 1):
        bare = line.strip()
        if bare.startswith("//"):
            comment = bare[2:].strip() if bare[2:].strip().startswith(MARK) else comment
        elif bare.startswith("$CATEGORY:"):
            continue
        elif bare:
            first = first or number
            lines.append(line)
        elif lines:
            yield _Block(first, "\n".join(lines), comment)
            lines, first, comment = [], 0, ""


def _read_block(block: _Block, parsed: Parsed) -> None:
    text = _ESCAPE.sub(lambda match: _ESCAPED[match[1]], block.text).strip()
    if text.startswith("::"):
        _name, _colons, text = text[2:].partition("::")
        text = text.strip()
    marker = _FORMAT.match(text)
    form, text = (marker[1], text[marker.end() :]) if marker else ("moodle", text)
    before, brace, rest = text.partition("{")
    if not brace:
        parsed.skip(block.line, "description")
        return
    answers, brace, after = rest.partition("}")
    if not brace:
        parsed.skip(block.line, "unclosed")
        return
    stem = before.strip() if not after.strip() else f"{before}____{after}"
    answers, _hashes, general = answers.partition("####")
    maker = _Maker(block.line, _words(stem, form), _words(general, form), form, parsed)
    question = maker.question(answers.strip(), is_inside=bool(after.strip()))
    if question is not None:
        parsed.add(block.line, with_keepsake(question, block.comment))


@dataclass(slots=True)
class _Maker:
    """Makes the question of one block from what stands between its braces."""

    line: int
    stem: str
    explanation: str
    form: str
    parsed: Parsed

    def question(self, answers: str, *, is_inside: bool) -> Question | None:
        if not answers:
            stem = GAP.sub("", self.stem) if is_inside else self.stem
            return Question("short", stem, explanation=self.explanation)
        if answers.startswith("#"):
            return self._numerical(answers[1:])
        if "~" in answers:
            return self._choice(answers)
        if answers.startswith("="):
            parts = [part for part in answers.split("=")[1:] if part.strip()]
            if parts and all(_ARROW in part for part in parts):
                return self._match(parts)
            return typed(self.stem, map(self._answer, parts), *self._rest())
        return self._judge(answers)

    def _rest(self) -> tuple[str, int, Parsed]:
        return self.explanation, self.line, self.parsed

    def _answer(self, part: str) -> Answer:
        weight = _WEIGHT.match(part.strip())
        text = part.strip()[weight.end() :] if weight else part
        text, _hash, feedback = text.partition("#")
        share = float(weight[1]) if weight else 100.0
        return Answer(self._say(text), share, self._say(feedback))

    def _say(self, text: str) -> str:
        marker = _FORMAT.match(text.strip())
        if marker:
            return _words(text.strip()[marker.end() :], marker[1])
        return _words(text, self.form)

    def _numerical(self, answers: str) -> Question | None:
        parts = answers.split("=")[1:] if answers.strip().startswith("=") else [answers]
        accepted: list[Answer] = []
        for part in parts:
            answer = self._answer(part)
            found, is_loose = numbers(answer.text)
            if not found:
                self.parsed.skip(self.line, "no_number", text=answer.text[:40])
                return None
            if is_loose and answer.share >= 100:
                self.parsed.note(self.line, "tolerance", text=answer.text[:40])
            feedbacks = [answer.feedback, *[""] * (len(found) - 1)]
            accepted += [
                Answer(text, answer.share, said)
                for text, said in zip(found, feedbacks, strict=True)
            ]
        return typed(self.stem, accepted, *self._rest())

    def _choice(self, answers: str) -> Question:
        found = [
            (sign, self._answer(text))
            for sign, text in re.findall(r"([~=])([^~=]*)", answers.replace("~=", "="))
        ]
        has_key = any(sign == "=" for sign, _answer in found)
        shares = [_share(sign, answer.share, text) for (sign, answer), text in
                  zip(found, _raw_parts(answers), strict=True)]  # fmt: skip
        least = 100.0 if has_key else 0.001
        if any(0 < share < 100 for share in shares) and has_key:
            self.parsed.note(self.line, "partial")
        options = tuple(
            Choice(answer.text, share >= least, answer.feedback)
            for (_sign, answer), share in zip(found, shares, strict=True)
        )
        keys = [share for share in shares if share >= least]
        is_single = has_key or (len(keys) == 1 and keys[0] >= 100)
        kind = "single" if is_single else "multiple"
        return Question(kind, self.stem, options=options, explanation=self.explanation)

    def _match(self, parts: Sequence[str]) -> Question:
        sides = [part.partition(_ARROW) for part in parts]
        pairs = [(self._say(left), self._say(right)) for left, _arrow, right in sides]
        return Question(
            "match",
            self.stem,
            pairs=tuple((left, right) for left, right in pairs if left),
            extra_right=tuple(right for left, right in pairs if not left),
            explanation=self.explanation,
        )

    def _judge(self, answers: str) -> Question | None:
        said = [part.strip() for part in answers.split("#")]
        truth = _TRUTHS.get(said[0].upper())
        if truth is None:
            self.parsed.skip(self.line, "no_answer")
            return None
        # GIFT says first what a wrong answer gets, then a right one.
        wrong, right = ([self._say(part) for part in said[1:3]] + ["", ""])[:2]
        return judge_question(self.stem, truth, right, wrong, self.explanation)


def judge_question(
    stem: str, truth: bool, why_right: str, why_wrong: str, explanation: str
) -> Question:
    """A 判断 whose reasons belong to the answers 对 and 错."""
    whys = {truth: why_right, not truth: why_wrong}
    options = tuple(
        Choice("对" if value else "错", value is truth, whys[value])
        for value in (True, False)
        if whys[value]
    )
    return Question("judge", stem, options=options, truth=truth, explanation=explanation)


def _raw_parts(answers: str) -> list[str]:
    return re.findall(r"[~=]([^~=]*)", answers.replace("~=", "="))


def _share(sign: str, share: float, text: str) -> float:
    """Percent of the points; a wrong answer without a figure gets none."""
    return share if sign == "=" or _WEIGHT.match(text.strip()) else 0.0


def _words(text: str, form: str) -> str:
    plain = _SIGNS.sub(lambda match: _PLAIN[match[0]], text).strip()
    if form == "html" or (
        form == "moodle" and re.search(r"</?(?:p|br|b|i|em|strong|div)\b", plain)
    ):
        return words_of_html(plain)
    return plain


# --- Out ---------------------------------------------------------------------------------------


def write_gift(questions: Sequence[Question]) -> Written:
    """All that GIFT can say; several blanks in one question and arrows in a pair it cannot."""
    blocks, left_out = [], []
    for place, question in enumerate(questions):
        code = _unsayable(question)
        if code:
            left_out.append((place, code))
            continue
        stem = _escaped(question.stem.strip())
        general = f"\n####{_escaped(question.explanation)}" if question.explanation else ""
        head = f"// {keepsake(question)}\n::{place + 1}::[plain]{stem}"
        blocks.append(f"{head} {{{_ANSWERS[question.kind](question)}{general}\n}}\n")
    return Written("\n".join(blocks).encode(), tuple(left_out))


def _unsayable(question: Question) -> str:
    if question.kind == "blank" and len(question.accepted) != 1:
        return "several_gaps"
    texts = [*(side for pair in question.pairs for side in pair), *question.extra_right]
    texts += [word for words in question.accepted for word in words]
    if any(_ARROW in clean(text) for text in texts):
        return "arrow"
    return ""


def _escaped(text: str) -> str:
    plain = _SPECIAL.sub(lambda match: "\\" + match[0], clean(text).strip())
    return plain.replace("\n", "\\n")


def _choices(question: Question) -> str:
    keys = sum(option.key for option in question.options)
    wrong = len(question.options) - keys
    return "".join(
        "\n" + _option(option, question.kind, keys, wrong) for option in question.options
    )


def _option(option: Choice, kind: str, keys: int, wrong: int) -> str:
    if kind == "multiple":
        share = 100 / keys if option.key else -100 / wrong
        sign = f"~%{share:.5f}".rstrip("0").rstrip(".") + "%"
    else:
        # A text that begins with a figure between % would be taken for its weight.
        figure = ("%100%" if option.key else "%0%") if option.text.strip().startswith("%") else ""
        sign = ("=" if option.key else "~") + figure
    why = f"#{_escaped(option.why)}" if option.why else ""
    return f"{sign}{_marked(option.text)}{why}"


def _marked(text: str) -> str:
    """A text that looks as if it began with a format gets one."""
    escaped = _escaped(text)
    return f"[plain]{escaped}" if escaped.startswith("[") else escaped


def _truth(question: Question) -> str:
    right = next((o.why for o in question.options if o.key), "")
    wrong = next((o.why for o in question.options if not o.key), "")
    said = f"#{_escaped(wrong)}#{_escaped(right)}" if right or wrong else ""
    return ("TRUE" if question.truth else "FALSE") + said


def _typed(question: Question) -> str:
    return "".join(
        f"\n={'%100%' if word.startswith('%') else ''}{_marked(word)}"
        for word in question.accepted[0]
    )


def _pairs(question: Question) -> str:
    pairs = [*question.pairs, *(("", right) for right in question.extra_right)]
    return "".join(f"\n={_marked(a) if a else ''} -> {_marked(b)}" for a, b in pairs)


_ANSWERS: dict[str, Callable[[Question], str]] = {
    "single": _choices,
    "multiple": _choices,
    "judge": _truth,
    "blank": _typed,
    "match": _pairs,
    "short": lambda question: "",
}
