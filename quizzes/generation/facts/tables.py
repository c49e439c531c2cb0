"""Tables: the header names what each column says of the first."""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Table


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for table in lesson.tables:
        keys = [lesson.seen(row[0]) for row in table.rows[1:]]
        if len(set(keys)) != len(keys) or not all(keys) or re.fullmatch(r"[\d.%]+", keys[0]):
            continue
        for column in range(1, len(table.rows[0])):
            found += _column(lesson, table, column)
    return found


def _column(lesson: Lesson, table: Table, column: int) -> list[Found]:
    header = table.rows[0][column]
    cells = [lesson.seen(row[column]) for row in table.rows[1:]]
    if not lesson.seen(header) or any(not cell or len(cell) > 40 for cell in cells):
        return []
    if len(set(cells)) < 3:
        return []
    found = []
    for row in table.rows[1:]:
        found.append(
            Found(
                "row",
                table.section,
                row[0][0],
                row[column][1],
                "cell",
                {
                    "row": row[0],
                    "cell": row[column],
                    "header": header,
                    "corner": table.rows[0][0],
                    "line": (row[0][0], row[-1][1]),
                    "top": (table.rows[0][0][0], table.rows[0][-1][1]),
                },
                members=tuple(r[column] for r in table.rows[1:]),
                details=tuple(r[0] for r in table.rows[1:]),
                group=header[0],
            )
        )
    return found
