"""How long `python3 run.py` takes from a clean clone to an answering site, and the second time."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.faults.faults_run import copy_project
from tests.running import RunningSite

SERVES = ("postgres", "valkey", "web", "worker", "beat")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--no-demo", action="store_true", help="without the demo lesson")
    words = ["--no-demo"] if parser.parse_args().no_demo else []
    folder = Path(tempfile.mkdtemp(prefix="benke-bench-", dir="/tmp"))
    copy = folder / "clone"
    copy_project(copy)
    base = Path(getattr(sys, "_base_executable", sys.executable))
    try:
        seconds, memory = [], {}
        running = RunningSite(copy / "var", *words, root=copy, python=str(base))
        for name in ("cold start", "second start"):
            with running.start(900) as site:
                seconds.append(site.seconds_to_start)
                print(f"{name}: {site.seconds_to_start:.1f} s\n{told_times(site.output)}")
                memory = {child: megabytes_of(site.children[child]) for child in SERVES}
                memory["run.py"] = own_megabytes(site.process.pid)
        print(f"{'process':<12} {'PSS MB':>7}")
        for name, figure in memory.items():
            print(f"{name:<12} {figure:>7.1f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    total = sum(memory.values())
    print(f"start: cold {seconds[0]:.1f} s, second {seconds[1]:.1f} s, memory {total:.0f} MB")
    return 0


def told_times(output):
    """The lines with a time, as the command printed them."""
    return "".join(f"  {line}\n" for line in output.splitlines() if line.startswith("["))


def megabytes_of(group):
    """The memory of a process and its children, shared pages shared out among them."""
    return sum(own_megabytes(int(path.name)) for path in members_of(group))


def members_of(group):
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                fields = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[2] == str(group):
                yield path


def own_megabytes(pid):
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    sys.exit(main())
