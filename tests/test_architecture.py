"""The walls of the house: who may import whom, and what may not stand where."""

import ast
import functools
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Left may import right, never the other way round; quizzes and discussions not each other.
RANK = {
    "config": 6,
    "reminders": 5,
    "progress": 4,
    "quizzes": 3,
    "discussions": 3,
    "lessons": 2,
    "people": 1,
    "common": 0,
}
PURE = (
    "lessons/importing",
    "lessons/paging.py",
    "quizzes/generation",
    "quizzes/contract.py",
    "quizzes/evidence.py",
    "quizzes/exchange/",
    "quizzes/grading.py",
    "quizzes/statistics.py",
    "reminders/planning.py",
    "progress/conditions.py",
)
IMPURE_ROOTS = {"django", "config", "celery", "redis", "psycopg"}
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_VIEW, LONGEST_TASK = 400, 40, 25, 10


@functools.cache
def modules() -> dict[Path, ast.Module]:
    found = {}
    for folder in RANK:
        for path in sorted((ROOT / folder).rglob("*.py")):
            found[path.relative_to(ROOT)] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(path: Path, tree: ast.Module):
    """Every module a file imports, inside functions and behind TYPE_CHECKING too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(path.parent.parts[: len(path.parent.parts) - node.level + 1])
            module = ".".join((base if node.level else []) + ([node.module] if node.module else []))
            yield module, node.lineno
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def wrong_arrows(path: Path, tree: ast.Module) -> list[str]:
    here = path.parts[0]
    wrong = []
    for name, line in imported(path, tree):
        there = name.split(".")[0]
        if there in RANK and there != here and RANK[there] >= RANK[here]:
            wrong.append(f"{path}:{line} imports {name}")
    return wrong


def test_imports_follow_the_one_direction():
    wrong = [row for path, tree in modules().items() for row in wrong_arrows(path, tree)]
    assert wrong == []


def test_the_arrow_check_can_fail():
    tree = ast.parse("def f():\n    from progress.models import Credit")
    assert wrong_arrows(Path("lessons/models.py"), tree)
    assert wrong_arrows(Path("quizzes/models.py"), ast.parse("import discussions.models"))
    assert not wrong_arrows(Path("progress/models.py"), ast.parse("import lessons.models"))


def test_pure_packages_know_no_django_settings_or_models():
    wrong = []
    for path, tree in modules().items():
        if not str(path).startswith(PURE):
            continue
        for name, line in imported(path, tree):
            parts = name.split(".")
            if parts[0] in IMPURE_ROOTS or {"models", "settings", "services"} & set(parts):
                wrong.append(f"{path}:{line} imports {name}")
    assert wrong == []


def test_pure_packages_read_no_clock():
    wrong = []
    for path, tree in modules().items():
        if not str(path).startswith(PURE):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}:
                wrong.append(f"{path}:{node.lineno} .{node.attr}")
    assert wrong == []


def test_migrations_import_no_models_or_services():
    wrong = []
    for path, tree in modules().items():
        if path.parent.name != "migrations":
            continue
        for name, line in imported(path, tree):
            parts = name.split(".")
            if parts[0] in RANK and {"models", "services"} & set(parts[1:]):
                wrong.append(f"{path}:{line} imports {name}")
    assert wrong == []


def is_view(path: Path) -> bool:
    return "views" in path.parts or path.name == "views.py"


def test_views_neither_query_nor_write():
    """Reads are queryset methods behind `visible_to`; writes are services."""
    wrong = []
    for path, tree in modules().items():
        if not is_view(path):
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute):
                continue
            if node.attr in {"delete", "bulk_create", "get_or_create", "update_or_create"}:
                wrong.append(f"{path}:{node.lineno} .{node.attr}")
            if node.attr == "save" and getattr(node.value, "id", "") != "form":
                wrong.append(f"{path}:{node.lineno} .save")
            if node.attr in {"get", "create", "update", "all"} and (
                isinstance(node.value, ast.Attribute) and node.value.attr == "objects"
            ):
                wrong.append(f"{path}:{node.lineno} .objects.{node.attr}")
    assert wrong == []


@pytest.mark.parametrize(
    ("what", "limit"),
    [("view", LONGEST_VIEW), ("task", LONGEST_TASK), ("function", LONGEST_FUNCTION)],
)
def test_functions_stay_short(what, limit):
    wrong = []
    for path, tree in modules().items():
        if "migrations" in path.parts:
            continue
        kind = "view" if is_view(path) else "task" if path.name == "tasks.py" else "function"
        if kind != what:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > limit:
                    wrong.append(f"{path}:{node.lineno} {node.name} {lines}")
    assert wrong == []


def test_modules_stay_short():
    sizes = {
        str(path): (ROOT / path).read_text(encoding="utf-8").count("\n")
        for path in modules()
        if "migrations" not in path.parts
    }
    assert {path: size for path, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_module_is_named_after_nothing():
    names = {path.stem for path in modules()}
    assert names & {"utils", "helpers", "misc", "tools"} == set()


def test_lock_files_carry_hashes_and_no_hosts():
    for lock in sorted(ROOT.glob("requirements*.lock")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("--hash=sha256:") >= text.count("==")
