"""How long `manage.py outline` and `manage.py quiz` take on the sample lesson, start included, and
how much memory they need: five runs each, the middle one counts. Nothing is asserted."""

import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "lessons" / "samples" / "lesson.txt"
RUNS = 5


def run(command):
    """Wall seconds, processor seconds and the largest resident memory in MiB of one run."""
    begun = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        words = [sys.executable, str(ROOT / "manage.py"), command, str(SAMPLE), "--json"]
        os.execv(sys.executable, words)
    _pid, status, used = os.wait4(pid, 0)
    if status:
        sys.exit(f"{command} ended with {status}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    figures = []
    print(f"{'command':<10}{'wall s':>10}{'cpu s':>10}{'MiB':>10}")
    for command in ("outline", "quiz"):
        runs = [run(command) for _ in range(RUNS)]
        wall, cpu = (statistics.median(row[i] for row in runs) for i in (0, 1))
        peak = max(row[2] for row in runs)
        print(f"{command:<10}{wall:>10.2f}{cpu:>10.2f}{peak:>10.0f}")
        figures.append(f"{command} {wall:.2f} s wall, {cpu:.2f} s cpu, {peak:.0f} MiB")
    print("commands: " + "; ".join(figures))


if __name__ == "__main__":
    main()
