"""What `manage.py quiz FILE` prints: the quiz of a lesson file, as JSON or as a readable list.

No database and no settings; the same generator runs at publication.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace
from pathlib import Path

from lessons.importing.outline import ImportRefused
from lessons.importing.reading import read_file
from quizzes.generation.generating import generate
from quizzes.generation.quiz import Item, Quiz


def quiz_of(path: Path, *, seed: int = 0, limit: int | None = None) -> Quiz:
    """Raises ImportRefused for a file that cannot become a lesson, also when it cannot be read."""
    started = time.perf_counter()
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"无法读取文件 {path}：{error.strerror or error}"
        raise ImportRefused("unreadable", message) from error
    outline = read_file(path.name, data)
    quiz = generate(outline, seed=seed, limit=limit, sha256=hashlib.sha256(data).hexdigest())
    return replace(quiz, seconds=round(time.perf_counter() - started, 3))


def report(path: Path, *, as_json: bool, seed: int = 0, limit: int | None = None) -> str:
    quiz = quiz_of(path, seed=seed, limit=limit)
    if as_json:
        return json.dumps(quiz.to_dict(), ensure_ascii=False)
    lines = [f"{quiz.name}：{len(quiz.items)} 题，{len(quiz.facts)} 个事实，{quiz.seconds} 秒"]
    lines += [f"· {note}" for note in quiz.notes]
    for number, item in enumerate(quiz.items, 1):
        lines += ["", f"{number}. [{_KINDS[item.kind]}] {item.stem}", *_body(item)]
    covered = f"{quiz.coverage.covered}/{quiz.coverage.sections}"
    lines += ["", f"覆盖小节 {covered}；筛除 {sum(quiz.rejected.values())}：{quiz.rejected}"]
    return "\n".join(lines)


_KINDS = {"single": "单选", "multiple": "多选", "judge": "判断", "blank": "填空", "match": "配对",
          "short": "简答"}  # fmt: skip


def _body(item: Item) -> list[str]:
    lines = [
        f"   {'✔' if option.key else ' '} {option.id.upper()}. {option.text}"
        for option in item.options
    ]
    lines += [f"   答：{' / '.join(accepted)}" for accepted in item.accepted]
    lines += [f"   {left} ↔ {right}" for left, right in item.pairs]
    lines += [f"   （多余）{right}" for right in item.extra_right]
    if item.truth is not None:
        lines.append(f"   答：{'对' if item.truth else '错'}")
    lines += [f"   · {point}" for point in item.checklist]
    return [*lines, *(f"   「{evidence.quote}」" for evidence in item.evidence[:1])]
