"""Reads hostile .docx, .pdf, .txt, .md and .html files and counts what they break.

Makes the files itself: bombs, lies, nesting, loops, floods, cut files and random wounds of good
ones. Each goes through `read_file_safely` in a parent process that is watched; a parent that dies,
an error that is no refusal, a refusal without a sentence, a child above 512 MiB or 30 s, and a
hostile file that was read although it must not be, each count. Without options a part of the
files (at most three minutes), `--full`: 300. `--broken` runs without the guards and must fail.
"""

from __future__ import annotations

import contextlib
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from lessons.importing import checks, docx_package, reading
from lessons.importing.outline import ImportRefused
from lessons.importing.safely import try_file
from tests.faults import hostile_docx as _docx  # noqa: F401
from tests.faults import hostile_pdf, hostile_text, hostile_zip
from tests.faults.hostile import CASES, MEBI, docx_parts, mutated, zipped

FULL = 300
MOST_SECONDS, MOST_BYTES = 30.0, 512 * MEBI
DEFAULT_SECONDS = 100


@dataclass(frozen=True)
class Result:
    name: str
    answer: str  # "outline", a refusal's code, or what went wrong
    seconds: float = 0.0  # as the parent waited
    child_bytes: int = 0
    parent_bytes: int = 0
    fault: str = ""


def wounded(count: int) -> Iterator[tuple[str, bytes]]:
    """Random wounds of good files, inside the zip and inside streams as well; always the same."""
    good = {
        "docx": hostile_zip.GOOD,
        "pdf": hostile_pdf.GOOD,
        "txt": hostile_text.LESSON.encode(),
        "html": hostile_text.page(hostile_text.LESSON.replace("\n", "<br>")),
        "md": hostile_text.LESSON.replace("一、", "## 一、").encode(),
    }
    for number in range(count):
        rng = random.Random(number)
        kind = ("docx", "pdf", "docx", "txt", "pdf", "html", "docx", "md")[number % 8]
        if kind == "docx" and number % 3:
            parts = docx_parts()
            parts["word/document.xml"] = mutated(parts["word/document.xml"], rng)
            yield f"wounded-inside-{number}.docx", zipped(parts)
        else:
            yield f"wounded-{number}.{kind}", mutated(good[kind], rng)


def read_one(name: str, data: bytes, must: str) -> Result:
    """Runs in the parent process under watch."""
    start = time.monotonic()
    try:
        tried = try_file(name, data)
    except Exception as error:
        return Result(name, type(error).__name__, fault=f"not a refusal: {error!r}")
    seconds = time.monotonic() - start
    answer, fault = "outline", ""
    if tried.refusal is not None:
        answer = tried.refusal.code
        fault = "" if len(str(tried.refusal)) > 8 else "no sentence"
    elif must == "refused":
        fault = "read although hostile"
    if seconds > MOST_SECONDS + 1:
        fault = f"{seconds:.1f} s"
    if tried.peak_bytes > MOST_BYTES:
        fault = f"{tried.peak_bytes // MEBI} MiB"
    return Result(name, answer, seconds, tried.peak_bytes, _own_bytes(), fault)


def _own_bytes() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def read_unguarded(name: str, data: bytes, must: str) -> Result:
    """The broken variant: no checks, no child, no limits but one that protects this machine."""
    resource.setrlimit(resource.RLIMIT_AS, (1200 * MEBI, 1200 * MEBI))
    resource.setrlimit(resource.RLIMIT_CPU, (12, 12))
    checks.MAX_ENTRY_BYTES = checks.MAX_INFLATED_BYTES = checks.MAX_ZIP_RATIO = 2**40
    docx_package.MAX_XML_BYTES = 2**40
    start = time.monotonic()
    answer = "outline"
    try:
        reading.read_file(name, data)
    except ImportRefused as refusal:
        answer = refusal.code
    except MemoryError:
        answer = "MemoryError"
    seconds, used = time.monotonic() - start, _own_bytes()
    fault = f"{used // MEBI} MiB in the parent" if used > MOST_BYTES else ""
    if answer == "outline" and must == "refused":
        fault = fault or "read although hostile"
    return Result(name, answer, seconds, 0, used, fault)


def run(
    files: list[tuple[str, bytes, str]], reader=read_one, stop_after: float = 1e9
) -> list[Result]:
    """Reads two files at a time in watched parents; a dead parent is counted and replaced."""
    results: list[Result] = []
    waiting = list(files)
    start = time.monotonic()
    while waiting and time.monotonic() - start < stop_after:
        batch, waiting = waiting[:16], waiting[16:]
        with contextlib.ExitStack() as stack:
            pool = stack.enter_context(ProcessPoolExecutor(2, mp_context=get_context("spawn")))
            futures = {pool.submit(reader, *file): file for file in batch}
            broken = []
            for future in as_completed(futures):
                try:
                    results.append(future.result())
                except BrokenProcessPool:
                    broken.append(futures[future])
        for file in broken:  # which of them killed the parent shows when each has one of its own
            results.append(_alone(file, reader))
    return results


def _alone(file: tuple[str, bytes, str], reader) -> Result:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(reader, *file).result()
        except BrokenProcessPool:
            return Result(file[0], "parent died", fault="parent died")


def chosen(is_full: bool) -> list[tuple[str, bytes, str]]:
    cases = [case for case in CASES if is_full or not case.is_slow]
    files = [(case.name, case.make(), case.must) for case in cases]
    rest = FULL - len(files) if is_full else 24
    files += [(name, data, "any") for name, data in wounded(max(0, rest))]
    random.Random(1).shuffle(files)  # a run that is cut short has still seen every format
    return files


def table(results: list[Result]) -> None:
    print(f"{'file':34} {'answer':20} {'s':>6} {'child MiB':>10}  fault")
    for result in sorted(results, key=lambda r: r.name.rpartition(".")[::-1]):
        memory = f"{result.child_bytes / MEBI:10.0f}" if result.child_bytes else f"{'-':>10}"
        print(f"{result.name:34} {result.answer:20} {result.seconds:6.2f} {memory}  {result.fault}")


def last_line(results: list[Result]) -> str:
    faults = Counter(
        "parent deaths" if r.fault == "parent died" else "other faults" for r in results if r.fault
    )
    return (
        f"files: {len(results)} tried, parent deaths {faults['parent deaths']}, "
        f"longest {max(r.seconds for r in results):.1f} s, "
        f"highest memory {max(r.child_bytes for r in results) / MEBI:.0f} MiB, "
        f"parent {max(r.parent_bytes for r in results) / MEBI:.0f} MiB, "
        f"other faults {faults['other faults']}, "
        f"read {sum(r.answer == 'outline' for r in results)}"
    )


def show_that_it_can_fail() -> int:
    """How many of three hostile files break a limit when nothing guards the parent."""
    names = ("bomb-one-entry.docx", "form-calls-itself.pdf", "bomb-in-sum.docx")
    files = [(c.name, c.make(), c.must) for c in CASES if c.name in names]
    results = run(files, read_unguarded)
    for result in results:
        print(f"  {result.name:34} {result.answer:20} {result.seconds:6.2f} s  {result.fault}")
    return sum(bool(result.fault) for result in results)


def main() -> int:
    start = time.monotonic()
    if "--broken" in sys.argv:
        broken = show_that_it_can_fail()
        print(f"files: without guards {broken} of 3 hostile files broke a limit")
        return 1 if broken else 0
    is_full = "--full" in sys.argv
    files = chosen(is_full)
    results = run(files, stop_after=1e9 if is_full else DEFAULT_SECONDS)
    table(results)
    if len(results) < len(files):
        print(f"stopped after {DEFAULT_SECONDS} s with {len(files) - len(results)} files untried")
    print("without the guards (must break):")
    broken = show_that_it_can_fail()
    print(f"took {time.monotonic() - start:.0f} s; without guards {broken} of 3 broke a limit")
    print(last_line(results))
    return 1 if any(r.fault for r in results) or not broken else 0


if __name__ == "__main__":
    sys.exit(main())
