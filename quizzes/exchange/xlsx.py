"""The table for people who write questions in a spreadsheet: template, out and in.

Every cell is text. One that a spreadsheet program would take for a formula gets an apostrophe in
front, which reading takes away again.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from quizzes.contract import GAP, MOST_PAIRS, Choice, Question
from quizzes.exchange.values import (
    FileRefused,
    Parsed,
    Written,
    barred,
    clean,
    restored,
    unbarred,
)

LETTERS = "ABCDEFGHIJ"
KINDS = {
    "单选": "single", "多选": "multiple", "判断": "judge", "填空": "blank", "配对": "match",
    "简答": "short",
}  # fmt: skip
_KIND_NAMES = {kind: name for name, kind in KINDS.items()}
_TRADITIONAL = {"單選": "single", "多選": "multiple", "判斷": "judge", "配對": "match",
                "簡答": "short"}  # fmt: skip
THINKING = {"记得": "remember", "理解": "understand", "分析": "analyse"}
_THINKING_NAMES = {value: name for name, value in THINKING.items()}
HEAD = (
    "题型", "题干", "答案",
    *(name for letter in LETTERS for name in (letter, f"{letter}的说明")),
    "讲解", "依据", "几成人答错", "考什么", "出题办法",
)  # fmt: skip
_TRUE = frozenset(("对", "對", "正确", "正確", "true", "t", "是", "√", "1"))
_FALSE = frozenset(("错", "錯", "错误", "錯誤", "false", "f", "否", "×", "0"))
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_RETURN = re.compile("(?<!_x005F)_x000D_")  # how a workbook keeps a carriage return
_HELD = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_MOST_ROWS, _MOST_COLUMNS, _LONGEST_CELL = 2000, 60, 32_000


# --- Out ---------------------------------------------------------------------------------------


def write_xlsx(questions: Sequence[Question], notes: Sequence[str] = ()) -> Written:
    """The table, and on a second sheet `notes` on how to fill it, a line each."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "题目"
    for number, row in enumerate([HEAD, *map(_row, questions)], 1):
        for column, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(number, column, neutral(text))
                cell.number_format, cell.data_type = "@", "s"
    for column, name in enumerate(HEAD, 1):
        width = 40 if name in ("题干", "依据", "讲解") else 14
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "C2"
    if notes:
        help_sheet = book.create_sheet("说明")
        for number, line in enumerate(notes, 1):
            help_sheet.cell(number, 1, neutral(line))
        help_sheet.column_dimensions["A"].width = 100
    held = io.BytesIO()
    book.save(held)
    return Written(held.getvalue())


def neutral(text: str) -> str:
    """Text no spreadsheet program runs."""
    plain = clean(text).replace("_x000D_", "_x005F_x000D_")  # these very letters, no return
    return "'" + plain if _FORMULA.match(plain) else plain


def _row(question: Question) -> list[str]:
    cells = dict.fromkeys(HEAD, "")
    cells["题型"] = _KIND_NAMES[question.kind]
    cells["题干"], cells["讲解"] = question.stem, question.explanation
    cells["依据"] = _joined(question.quotes)
    cells["几成人答错"] = f"{question.difficulty * 10:.10g}"
    cells["考什么"] = _THINKING_NAMES[question.thinking]
    cells["出题办法"] = question.rule
    cells |= _PARTS[question.kind](question)
    return [cells[name] for name in HEAD]


def _choice_cells(question: Question) -> dict[str, str]:
    cells = {"答案": "".join(LETTERS[i] for i, o in enumerate(question.options) if o.key)}
    for letter, option in zip(LETTERS, question.options, strict=False):
        cells |= {letter: option.text, f"{letter}的说明": option.why}
    return cells


def _judge_cells(question: Question) -> dict[str, str]:
    cells = {"答案": "对" if question.truth else "错", "A": "对", "B": "错"}
    for option in question.options:
        cells["A的说明" if option.key is question.truth else "B的说明"] = option.why
    return cells


def _match_cells(question: Question) -> dict[str, str]:
    cells = {"答案": _joined(question.extra_right)}
    for letter, (left, right) in zip(LETTERS, question.pairs, strict=False):
        cells |= {letter: left, f"{letter}的说明": right}
    return cells


_PARTS: dict[str, Callable[[Question], dict[str, str]]] = {
    "single": _choice_cells,
    "multiple": _choice_cells,
    "judge": _judge_cells,
    "blank": lambda question: {"答案": _joined(barred(words) for words in question.accepted)},
    "match": _match_cells,
    "short": lambda question: {"答案": _joined(question.checklist)},
}


def _joined(texts: Any) -> str:
    """One text a line; a line end within a text becomes \\n."""
    return "\n".join(clean(text).replace("\\", "\\\\").replace("\n", "\\n") for text in texts)


# --- In ----------------------------------------------------------------------------------------


def read_xlsx(data: bytes) -> Parsed:
    """Every row of the first sheet with our head; raises FileRefused. Lines are rows."""
    rows = _rows(data)
    head = next(rows, (0, []))[1]
    columns = {name: place for place, name in enumerate(head) if name in HEAD}
    if not {"题型", "题干", "答案"} <= set(columns):
        raise FileRefused("no_head")
    parsed = Parsed()
    for number, cells in rows:
        if any(cells):
            found = {n: cells[at] if at < len(cells) else "" for n, at in columns.items()}
            _read_row(number, found, parsed)
    return parsed


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        found = sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True)
        for number, row in enumerate(found, 1):
            if number > _MOST_ROWS:
                raise FileRefused("too_many", most=_MOST_ROWS)
            yield number, [_cell(value) for value in row]
    except FileRefused:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError,
            TypeError, AttributeError, OSError, SyntaxError, EOFError) as error:  # fmt: skip
        # What openpyxl throws at a broken workbook has no common base.
        raise FileRefused("broken_xlsx") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "对" if value else "错"
    if isinstance(value, float) and value == int(value):
        value = int(value)
    text = _RETURN.sub("", clean(str(value))[:_LONGEST_CELL])
    text = text.replace("_x005F_x000D_", "_x000D_")
    return text[1:] if _HELD.match(text) else text


def _read_row(number: int, cells: dict[str, str], parsed: Parsed) -> None:
    name = cells["题型"].strip()
    kind = KINDS.get(name) or _TRADITIONAL.get(name)
    if kind is None:
        parsed.skip(number, "kind_cell", text=name[:20])
        return
    stem, said = cells["题干"].strip(), cells.get("讲解", "").strip()
    question = _READERS[kind](Question(kind, stem, explanation=said), cells, number, parsed)
    if question is None:
        return
    tenths = cells.get("几成人答错", "").strip()
    if tenths and not re.fullmatch(r"\d{1,2}(\.\d+)?|10", tenths):
        parsed.skip(number, "tenths_cell", text=tenths[:20])
        return
    extras = {
        "quotes": _lines(cells.get("依据", "")),
        "difficulty": round(float(tenths) / 10, 10) if tenths else None,
        "thinking": THINKING.get(cells.get("考什么", "").strip()),
        "rule": cells.get("出题办法", "").strip(),
    }
    parsed.add(number, restored(question, extras))


def _lines(text: str) -> list[str]:
    return [_unescaped(line.strip()) for line in text.split("\n") if line.strip()]


def _unescaped(line: str) -> str:
    return re.sub(r"\\(\\|n)", lambda m: "\n" if m[1] == "n" else "\\", line)


def _read_choice(
    question: Question, cells: dict[str, str], number: int, parsed: Parsed
) -> Question | None:
    given = [(a, cells.get(a, "").strip(), cells.get(f"{a}的说明", "").strip()) for a in LETTERS]
    marks = set(re.sub(r"[\s、,，;；.．]", "", cells["答案"]).upper().translate(_WIDE))
    known = {letter for letter, text, _why in given if text}
    if not marks or not marks <= known:
        parsed.skip(number, "answer_cell", text=cells["答案"][:20])
        return None
    options = tuple(Choice(text, a in marks, why) for a, text, why in given if text)
    return replace(question, options=options)


_WIDE = {ord("Ａ") + i: letter for i, letter in enumerate(LETTERS)}


def _read_judge(
    question: Question, cells: dict[str, str], number: int, parsed: Parsed
) -> Question | None:
    said = cells["答案"].strip().lower()
    if said not in _TRUE | _FALSE:
        parsed.skip(number, "truth_cell", text=said[:20])
        return None
    truth = said in _TRUE
    whys = ((True, cells.get("A的说明", "")), (False, cells.get("B的说明", "")))
    options = tuple(
        Choice("对" if value else "错", value is truth, why.strip())
        for value, why in whys
        if why.strip()
    )
    return replace(question, options=options, truth=truth)


def _read_blank(
    question: Question, cells: dict[str, str], number: int, parsed: Parsed
) -> Question | None:
    accepted = tuple(unbarred(line) for line in _lines(cells["答案"]))
    stem = GAP.sub("____", question.stem)
    return replace(question, stem=stem, accepted=accepted)


def _read_match(
    question: Question, cells: dict[str, str], number: int, parsed: Parsed
) -> Question | None:
    rows = [
        (cells.get(a, "").strip(), cells.get(f"{a}的说明", "").strip())
        for a in LETTERS[:MOST_PAIRS]
    ]
    extra = tuple(_lines(cells["答案"]))
    return replace(question, pairs=tuple(pair for pair in rows if any(pair)), extra_right=extra)


def _read_short(
    question: Question, cells: dict[str, str], number: int, parsed: Parsed
) -> Question | None:
    return replace(question, checklist=tuple(_lines(cells["答案"])))


_READERS = {
    "single": _read_choice,
    "multiple": _read_choice,
    "judge": _read_judge,
    "blank": _read_blank,
    "match": _read_match,
    "short": _read_short,
}
