"""Lessons cut up, glued together and wounded at random: what no author would write."""

import random
from collections.abc import Iterator

_MARKS = "，。；：、“”「」《》()（）\n\t0一二年月日是为的,.;:' -—"
_MOST_PIECES, _LONGEST = 6, 1_500  # pieces of a lesson, characters of a piece


def glued(texts: list[str], chance: random.Random, wanted: int) -> Iterator[str]:
    """`wanted` texts of one to six pieces each, three in ten pieces with wrong characters."""
    for _ in range(wanted):
        pieces = [
            _piece(chance.choice(texts), chance) for _ in range(chance.randint(1, _MOST_PIECES))
        ]
        yield chance.choice(["\n", "", "\n\n", "。"]).join(pieces)


def _piece(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    piece = list(text[at : at + chance.randint(20, _LONGEST)])
    if chance.random() < 0.3:
        for _ in range(chance.randint(1, 30)):
            piece[chance.randrange(len(piece))] = chance.choice(_MARKS)
    return "".join(piece)
