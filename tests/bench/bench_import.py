"""Imports every sample lesson and prints how near each comes to its gold answer, with the time
and memory it takes. Run as a script from the repository's root; no database, no settings."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from lessons.importing.reading import read_file  # noqa: E402
from tests.lessons.importing.gold import SAMPLES, measure, sample_pairs  # noqa: E402

COLUMNS = ("headings", "prompts", "fields", "forbidden", "noise", "quotes", "damage", "alarms")
LONG = 100_000


def main() -> int:
    if "--memory" in sys.argv:
        return _print_memory(Path(sys.argv[sys.argv.index("--memory") + 1]))
    pairs = sample_pairs()
    if not pairs:
        print(f"no samples at {SAMPLES}: nothing measured")
        print("import: 0 files")
        return 0
    print(f"{'file':26}" + "".join(f"{name:>10}" for name in COLUMNS) + "        ms       MiB")
    perfect = 0
    wrongs: list[str] = []
    for file, gold in pairs:
        row, wrong = _measure(file, json.loads(gold.read_text("utf-8")))
        print(row)
        wrongs += wrong
        perfect += not wrong
    for wrong in wrongs:
        print("  ", wrong)
    per_long = _time_of_long_text()
    print(f"import: {perfect} of {len(pairs)} files perfect, {len(wrongs)} faults, {per_long}")
    return 0


def _measure(file: Path, gold: dict) -> tuple[str, list[str]]:
    data = file.read_bytes()
    began = time.perf_counter()
    try:
        outline = read_file(file.name, data)
    except Exception as error:
        return f"{file.name:26} {error!r}", [f"{file.name}: {error!r}"]
    took = time.perf_counter() - began
    found = measure(outline, gold)
    total = found.heading_count
    cells = [
        f"{total - sum(w.startswith('missing') for w in found.headings)}/{total}",
        "ok" if not found.prompts else "WRONG",
        "ok" if not found.fields else "WRONG",
        str(len(found.forbidden)),
        str(len(found.noise)),
        str(len(found.quotes)),
        f"{found.damage_count - len(found.damage)}/{found.damage_count}",
        str(len(found.false_alarms)),
    ]
    name = str(file.relative_to(SAMPLES))
    row = f"{name:26}" + "".join(f"{cell:>10}" for cell in cells)
    row += f"{took * 1000:10.0f}{_memory_of(file):10.0f}"
    return row, [f"{name}: {wrong}" for wrong in found.wrong()]


def _memory_of(file: Path) -> float:
    """The peak of a fresh process that imports just this file, in MiB."""
    done = subprocess.run(
        [sys.executable, __file__, "--memory", str(file)], capture_output=True, text=True
    )
    return float(done.stdout or "nan")


def _print_memory(file: Path) -> int:
    read_file(file.name, file.read_bytes())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return 0


def _time_of_long_text() -> str:
    """Seconds and MiB for 100,000 characters: the text samples one behind the other."""
    texts = [p.read_text("utf-8") for p in sorted(SAMPLES.glob("d[12].txt"))]
    if not texts:
        return "no text samples to repeat"
    body = "\n".join(texts)
    long = (body * (LONG // len(body) + 1))[:LONG]
    began = time.perf_counter()
    read_file("long.txt", long.encode("utf-8"))
    took = time.perf_counter() - began
    path = Path("/tmp") / "bench_import_long.txt"
    path.write_text(long, "utf-8")
    mib = _memory_of(path)
    path.unlink()
    return f"{took:.2f} s and {mib:.0f} MiB for 100,000 characters"


if __name__ == "__main__":
    sys.exit(main())
