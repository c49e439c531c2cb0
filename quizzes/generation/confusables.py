"""The lexicon of confusable sets: wrong list members of the same class as the right ones.

Reads the data file beside it (its head explains the format) and sets given by a site's editors;
which candidate they end up in belongs to the makers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from common.folding import fold, shadow
from quizzes.generation.lesson import Lesson
from quizzes.generation.names import ways_to_write

_DATA = Path(__file__).with_name("data") / "confusables.tsv"
_ANYWHERE = ("时间", "地点", "内容", "人员", "数量")  # members of many classes
_MANNER = re.compile(r"[敢善勇乐勤便]于|习惯|主动|自觉|不断|坚持|加强|推进|实现|强化")


@dataclass(frozen=True, slots=True)
class ConfusableSet:
    name: str  # "-感" for a suffix, else a plain name
    domain: tuple[str, ...]  # words one of which the lesson must hold; empty: any lesson
    slack: int  # characters a wrong member may differ in length
    members: tuple[str, ...]

    def holds(self, keys: Sequence[str]) -> bool:
        """Whether a list with these (simplified) members is of this class."""
        if self.name.startswith("-"):
            if any(_MANNER.match(key) for key in keys):
                return False  # 敢于监督 is no kind of 监督: nouns beside it would show
            return all(key.endswith(self.name[1:]) and len(key) > 1 for key in keys)
        if all(key in _ANYWHERE for key in keys if key in self.members):
            return False  # 时间、地点 stand in minutes and in what a family agrees on
        return sum(key in self.members for key in keys) >= max(2, (len(keys) + 1) // 2)

    def is_close(self, member: str, keys: Sequence[str]) -> bool:
        """Whether a member shares a character with a key outside the class's suffix."""
        cut = len(self.name) - 1 if self.name.startswith("-") else 0
        own = set(member[: len(member) - cut])
        if not cut and len(member) > 2:
            return False
        return any(own & set(key[: len(key) - cut]) for key in keys)


@dataclass(frozen=True, slots=True)
class Lexicon:
    sets: tuple[ConfusableSet, ...]

    def mates(self, keys: Sequence[str], lesson: Lesson, chance: random.Random) -> list[str]:
        """Members of the keys' class that the lesson never mentions, in the lesson's script."""
        plain = [shadow(key).strip() for key in keys]
        low, high = min(map(len, plain)), max(map(len, plain))
        found: dict[str, None] = {}
        for entry in self._of(plain, lesson):
            for member in entry.members:
                fits = low - entry.slack <= len(member) <= high + entry.slack
                fits = fits and not entry.is_close(member, plain)
                if fits and not _is_told(member, lesson):
                    found.setdefault(member)
            if found:
                break
        mates = list(found)
        chance.shuffle(mates)
        mates = [lesson.in_its_script(mate) for mate in mates]
        # Where the lesson writes 于 itself, 於 would show which words are not its own.
        keeps = "於" not in lesson.text
        return [mate.replace("於", "于") for mate in mates] if keeps else mates

    def beside(self, word: str, lesson: Lesson) -> list[str]:
        """Members of the first set that holds the word itself, in the lesson's script."""
        plain = shadow(word).strip()
        entry = next((entry for entry in self._named(lesson) if plain in entry.members), None)
        members = [member for member in entry.members if member != plain] if entry else []
        return [lesson.in_its_script(member) for member in members]

    def _named(self, lesson: Lesson) -> list[ConfusableSet]:
        return [
            entry for entry in self.sets
            if not entry.domain or any(word in lesson.shadow for word in entry.domain)
        ]  # fmt: skip

    def _of(self, keys: Sequence[str], lesson: Lesson) -> list[ConfusableSet]:
        """Sets for the keys, longest suffix and named sets first."""
        fitting = [entry for entry in self._named(lesson) if entry.holds(keys)]
        return sorted(fitting, key=lambda entry: (entry.name.startswith("-"), -len(entry.name)))


def _is_told(member: str, lesson: Lesson) -> bool:
    """Whether the lesson speaks of it under any of its names: 居委会 is the 居民委员会."""
    return any(fold(words) in lesson.folded for words in ways_to_write(shadow(member)))


def parse(lines: Iterable[str]) -> tuple[ConfusableSet, ...]:
    """Sets from lines of the data file's form; ValueError names the first line that is not."""
    sets = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.rstrip("\n").split("\t")
        if len(fields) != 4 or not fields[2].isdigit() or len(fields[3].split()) < 2:
            raise ValueError(f"confusables, line {number}: class, domain, length, members")
        name, domain, slack, members = fields
        words = () if domain == "*" else tuple(domain.split("|"))
        sets.append(ConfusableSet(name, words, int(slack), tuple(members.split())))
    return tuple(sets)


@cache
def default_lexicon() -> Lexicon:
    return Lexicon(parse(_DATA.read_text(encoding="utf-8").splitlines()))
