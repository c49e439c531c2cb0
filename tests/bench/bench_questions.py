"""Prints what the question generator makes of the sample lessons: density, coverage, balance,
guessing, time, and the share of flaws in the verdicts written by people who read every item.

    python tests/bench/bench_questions.py
"""

from __future__ import annotations

import csv
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lessons.importing.outline import Outline  # noqa: E402
from lessons.importing.reading import read_file  # noqa: E402
from quizzes.generation.generating import generate  # noqa: E402
from quizzes.generation.guesser import guess  # noqa: E402
from quizzes.generation.lesson import Lesson  # noqa: E402
from quizzes.generation.quiz import Quiz  # noqa: E402

SAMPLES = ROOT.parent / "shared" / "lessons"
OWN = ROOT / "tests" / "quizzes" / "files"
VERDICTS = Path(__file__).parent / "verdicts"
RICH = 900  # Han characters or English words from which a lesson should reach the densities


@dataclass
class Row:
    name: str
    outline: Outline
    quiz: Quiz
    gold: dict | None
    seconds: float

    @property
    def size(self) -> int:
        return Lesson(self.outline).size

    @property
    def per_thousand(self) -> tuple[float, float]:
        scale = 1000 / max(1, self.size)
        asked = {item.fact for item in self.quiz.items}
        return len(self.quiz.items) * scale, len(asked) * scale

    @property
    def met(self) -> tuple[int, int]:
        """Askable quotes of which one item's evidence holds at least two thirds."""
        quotes = [q for q in (self.gold or {}).get("askable", []) if not q.get("near_damage")]
        return sum(self._is_met(q["quote"]) for q in quotes), len(quotes)

    def _is_met(self, quote: str) -> bool:
        text, plain = self.outline.text, re.sub(r"\s", "", self.outline.text)
        at = [i for i, char in enumerate(text) if not char.isspace()]
        start = plain.find(re.sub(r"\s", "", quote))
        if start < 0:
            return False
        a, b = at[start], at[start + len(re.sub(r"\s", "", quote)) - 1] + 1
        for item in self.quiz.items:
            held = sum(
                max(0, min(b, evidence.end) - max(a, evidence.start)) for evidence in item.evidence
            )
            if held * 3 >= (b - a) * 2:
                return True
        return False


def lessons() -> list[tuple[str, Path]]:
    found = []
    if SAMPLES.is_dir():
        found += [(p.stem, p) for p in sorted(SAMPLES.glob("d*.*")) if p.suffix != ".json"]
        found += [("seed", SAMPLES / "seed" / "lesson.txt")]
        found += [("regulation", SAMPLES / "regulation.md")]
    else:
        print(f"no sample lessons at {SAMPLES}: only the repository's own are measured")
    return found + [(p.stem, p) for p in sorted(OWN.glob("*.*"))]


def measured(name: str, path: Path, seed: int = 0) -> Row:
    started = time.perf_counter()
    outline = read_file(path.name, path.read_bytes())
    quiz = generate(outline, seed=seed)
    seconds = time.perf_counter() - started
    gold_path = path.with_suffix("").with_suffix(".gold.json")
    gold = json.loads(gold_path.read_text(encoding="utf-8")) if gold_path.is_file() else None
    return Row(name, outline, quiz, gold, seconds)


def spans_hold(row: Row) -> bool:
    return all(
        row.outline.text[e.start : e.end] == e.quote and len(e.quote) <= 200
        for item in row.quiz.items
        for e in item.evidence
    )


def print_row(row: Row) -> None:
    items, facts = row.per_thousand
    graded = [item for item in row.quiz.items if item.kind != "short"]
    kinds = Counter(item.kind for item in row.quiz.items)
    judges = [item.truth for item in graded if item.kind == "judge"]
    met, asked = row.met
    guessed = guess(row.quiz.items)
    top = kinds.most_common(1)[0] if kinds else ("-", 0)
    print(
        f"{row.name:16} {row.size:6} {len(row.quiz.items):5} {items:6.1f} {facts:6.1f}"
        f" {row.quiz.coverage.covered:3}/{row.quiz.coverage.sections:<3}"
        f" {f'{met}/{asked}' if asked else '-':>7}"
        f" {top[0]:>8} {100 * top[1] / max(1, len(row.quiz.items)):3.0f}%"
        f" {100 * sum(judges) / len(judges) if judges else 0:4.0f}%"
        f" {guessed.rate:5.2f}/{guessed.expected:4.2f} {row.seconds:6.2f} s"
        f" {'ok' if spans_hold(row) else 'WRONG'}"
    )


def verdicts() -> dict[str, str]:
    """The code a reader gave each item, by its id: `ok`, `minor` or a code of the rubric."""
    found: dict[str, str] = {}
    for path in sorted(VERDICTS.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if line and not line[0].startswith("#"):
                    found[line[0]] = line[2]
    return found


def print_verdicts(rows: list[Row]) -> tuple[int, Counter[str]]:
    """What was said of the items made now; those an older generator made count no more.

    A code with a question mark is a borderline call; it is counted apart.
    """
    known = verdicts()
    codes: Counter[str] = Counter()
    print("\nverdicts:")
    for row in rows:
        counted = Counter(known[item.id] for item in row.quiz.items if item.id in known)
        codes.update(counted)
        bad = {code: n for code, n in sorted(counted.items()) if code != "ok"}
        print(f"  {row.name:16} {counted.total():4} read, not ok: {bad or 'none'}")
    total = codes.total()
    for code, count in sorted(codes.items()):
        print(f"  {code:5} {count:4}  {100 * count / max(1, total):5.1f} %")
    unread = sum(item.id not in known for row in rows for item in row.quiz.items)
    print(f"  items nobody has judged yet: {unread}")
    return total, codes


def shares(total: int, codes: Counter[str]) -> str:
    """Flawed and critical in per cent, without and with the borderline calls."""
    firm = Counter({code: n for code, n in codes.items() if not code.endswith("?")})
    told = []
    for name, starts in (("flawed", ("C", "M")), ("critical", ("C",))):
        sums = [sum(n for code, n in c.items() if code.startswith(starts)) for c in (firm, codes)]
        told.append(f"{name} {100 * sums[0] / max(1, total):.1f} %"
                    f" ({100 * sums[1] / max(1, total):.1f} % with borderline)")  # fmt: skip
    return ", ".join(told)


def growth(path: Path) -> None:
    """Processor time for a lesson of 7,000, 15,000, 30,000 and 60,000 characters."""
    text = path.read_text(encoding="utf-8")
    print("\nlength and time:")
    for size in (7_500, 15_000, 30_000, 60_000):
        pieces, number = [], 0
        while sum(map(len, pieces)) < size:
            number += 1
            pieces.append(re.sub(r"(\d+)", lambda m, n=number: str(int(m[1]) + n), text))
        data = "\n".join(pieces)[:size]
        outline = read_file("long.txt", data.encode())
        started = time.process_time()
        quiz = generate(outline)
        seconds = time.process_time() - started
        print(f"  {size:6} characters {seconds:6.2f} s  {len(quiz.items):4} items"
              f"  {1000 * seconds / size * 1000:5.1f} ms per 1,000")  # fmt: skip


def command(path: Path) -> tuple[float, int]:
    """Wall time and peak memory of the whole command."""
    started = time.perf_counter()
    program = [sys.executable, str(ROOT / "manage.py"), "quiz", str(path), "--json"]
    subprocess.run(program, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return (
        time.perf_counter() - started,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    )


def main() -> None:
    print(f"{'lesson':16} {'size':>6} {'items':>5} {'/1000':>6} {'facts':>6} sections askable"
          f" {'top kind':>13} {'true':>5} {'guess':>10} {'time':>8} spans")  # fmt: skip
    rows = [measured(name, path) for name, path in lessons()]
    for row in rows:
        print_row(row)
    again = [measured(name, path) for name, path in lessons()[:2]]
    same = all(a.quiz.items == b.quiz.items for a, b in zip(rows, again, strict=False))
    everything = [item for row in rows for item in row.quiz.items]
    guessed = guess(everything)
    print(f"\nguesser on {guessed.items} singles {guessed.rate:.3f}, chance {guessed.expected:.3f},"
          f" allowed {guessed.expected + 0.05 + guessed.standard_error:.3f}")  # fmt: skip
    rejected: Counter[str] = Counter()
    for row in rows:
        rejected.update(row.quiz.rejected)
    print("rejected:", dict(rejected.most_common()))
    read, codes = print_verdicts(rows)
    texts = [path for name, path in lessons() if name in ("d1", "party", "seed")]
    if texts:
        growth(texts[0])
    seconds, memory = command(lessons()[-1][1] if not SAMPLES.is_dir()
                              else SAMPLES / "seed" / "lesson.txt")  # fmt: skip
    met = [row.met for row in rows if row.gold]
    rich = [row for row in rows if row.size >= RICH]
    print(
        f"questions: {len(everything)} items, lowest density"
        f" {min(row.per_thousand[0] for row in rich):.1f} items and"
        f" {min(row.per_thousand[1] for row in rich):.1f} facts per 1000,"
        f" askable {sum(m for m, _ in met)}/{sum(n for _, n in met)},"
        f" guesser {guessed.rate - guessed.expected:+.3f}, deterministic {same},"
        f" verdicts on {read}: {shares(read, codes)},"
        f" command {seconds:.2f} s {memory} MB"
    )


if __name__ == "__main__":
    main()
