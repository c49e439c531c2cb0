import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quizzes.generation.samples import FILES

ROOT = Path(__file__).resolve().parents[3]
KEYS = {"id", "kind", "fact", "section", "stem", "options", "accepted", "pairs", "extra_right",
        "truth", "checklist", "evidence", "explanation", "rule", "difficulty",
        "thinking"}  # fmt: skip


def quiz(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in an environment that knows no database."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "quiz", *arguments],
        capture_output=True, text=True, cwd=ROOT, env=environment, encoding="utf-8", check=False,
    )  # fmt: skip


def test_json_is_one_object_with_every_key():
    done = quiz(str(FILES / "fire.md"), "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert {"source", "facts", "items", "coverage", "rejected", "seconds"} <= set(data)
    assert set(data["source"]) == {"name", "sha256"} and len(data["source"]["sha256"]) == 64
    assert data["items"] and all(set(item) == KEYS for item in data["items"])
    assert all(
        set(option) == {"id", "text", "key", "why"}
        for item in data["items"]
        for option in item["options"]
    )


def test_seed_and_limit_are_heeded():
    one = json.loads(quiz(str(FILES / "fire.md"), "--json", "--seed", "1", "--limit", "6").stdout)
    two = json.loads(quiz(str(FILES / "fire.md"), "--json", "--seed", "2", "--limit", "6").stdout)
    assert len(one["items"]) <= 6
    assert [item["id"] for item in one["items"]] != [item["id"] for item in two["items"]]


def test_without_json_a_person_can_read_it():
    done = quiz(str(FILES / "english.md"))
    assert done.returncode == 0 and "1. [" in done.stdout and "✔" in done.stdout


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt", "binary.docx"])
def test_an_unreadable_file_gets_one_line_and_status_2(name, tmp_path):
    path = tmp_path / name
    if name == "empty.txt":
        path.write_bytes(b"")
    if name == "binary.docx":
        path.write_bytes(bytes(range(256)) * 10)
    done = quiz(str(path), "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr
