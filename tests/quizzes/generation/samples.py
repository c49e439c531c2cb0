"""Lessons the generator is tested on, and small ones written in a test."""

from pathlib import Path

from lessons.importing.outline import Outline
from lessons.importing.reading import read_file
from quizzes.generation.candidates import make_drafts
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.confusables import default_lexicon
from quizzes.generation.facts import find_facts
from quizzes.generation.filters import sift
from quizzes.generation.lesson import Lesson

FILES = Path(__file__).resolve().parents[1] / "files"
SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "lessons"


def own_lessons() -> list[Path]:
    return sorted(path for path in FILES.glob("*.*"))


def sample_lessons() -> list[Path]:
    """The project's sample lessons, where they lie beside the repository."""
    if not SAMPLES.is_dir():
        return []
    found = [path for path in sorted(SAMPLES.glob("d*.*")) if path.suffix != ".json"]
    return [*found, SAMPLES / "seed" / "lesson.txt", SAMPLES / "regulation.md"]


def all_lessons() -> list[Path]:
    return own_lessons() + sample_lessons()


def outline_of(path: Path) -> Outline:
    return read_file(path.name, path.read_bytes())


def outline_from(text: str, name: str = "lesson.txt") -> Outline:
    return read_file(name, text.encode())


def lesson_of(text: str, name: str = "lesson.txt") -> Lesson:
    return Lesson(outline_from(text, name))


def material_of(text: str, name: str = "lesson.txt") -> Material:
    lesson = lesson_of(text, name)
    return Material(lesson, find_facts(lesson), default_lexicon(), 0)


def found_in(text: str, kind: str):
    """The lesson and its facts of one kind."""
    material = material_of(text)
    return material.lesson, material.of(kind)


def drafts_of(text: str, rule: str) -> list[Draft]:
    """The drafts of one rule that pass the filters."""
    material = material_of(text)
    kept, _ = sift(make_drafts(material), material)
    return [draft for draft in kept if draft.rule == rule]
