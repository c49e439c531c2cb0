"""Congresses and plenary sessions in time: which came before which, which are neighbours.

Reports (党的二十大报告) and plenums (党的二十届三中全会) of 1928 to 1956 and since 1977; no other
meeting has a moment here. What a lesson cites belongs to the attributions.
"""

from __future__ import annotations

import re
from typing import TypeVar

from common.folding import fold, shadow
from quizzes.generation.lesson import Lesson

# Year of each congress and of its plenums from the second on (a first one only elects).
_TERMS = {
    "六": (1928, (1929, 1930, 1931, 1934, 1938, 1945)),
    "七": (1945, (1949, 1950, 1954, 1955, 1955, 1956)),
    "十一": (1977, (1978, 1978, 1979, 1980, 1981, 1982)),
    "十二": (1982, (1983, 1984, 1985, 1986, 1987)),
    "十三": (1987, (1988, 1988, 1989, 1989, 1990, 1991)),
    "十四": (1992, (1993, 1993, 1994, 1995, 1996)),
    "十五": (1997, (1998, 1998, 1999, 2000, 2001)),
    "十六": (2002, (2003, 2003, 2004, 2005, 2006)),
    "十七": (2007, (2008, 2008, 2009, 2010, 2011)),
    "十八": (2012, (2013, 2013, 2014, 2015, 2016)),
    "十九": (2017, (2018, 2018, 2019, 2020, 2021)),
    "二十": (2022, (2023, 2024, 2025)),
}
_T = TypeVar("_T")
_NUMERALS = "一二三四五六七八九"
_SESSION = re.compile(
    r"(?P<head>.*?)(?P<term>[六七]|二?十[一二三四五六七八九]?)届(?P<n>[一二三四五六七八九])中全会$"
)
_CONGRESS = re.compile(
    r"(?P<head>.*?)(?P<term>[六七]|二?十[一二三四五六七八九]?)(?:大(?P<report>报告)?|次全国代表大会)$"
)
_SESSIONS = [(term, n) for term, (_, years) in _TERMS.items() for n in range(2, len(years) + 2)]
_CONGRESSES = list(_TERMS)


def moment(name: str) -> float | None:
    """When a congress or plenum met, in years; parts of a year only order one year's meetings."""
    words = shadow(name)
    if match := _SESSION.match(words):
        years = _TERMS.get(match["term"], (0, ()))[1]
        n = _NUMERALS.index(match["n"]) + 1
        return years[n - 2] + n / 100 if 2 <= n < len(years) + 2 else None
    if (match := _CONGRESS.match(words)) and match["term"] in _TERMS:
        return float(_TERMS[match["term"]][0])
    return None


def beside(name: str, lesson: Lesson, *, earlier: bool, wanted: int = 3) -> list[str]:
    """Meetings of the same kind nearest in time that the lesson never names, nearest first.

    With `earlier` only those that came before: what a meeting was the first to say may well
    have been said again at later ones.
    """
    words = shadow(name)
    if match := _SESSION.match(words):
        own = (match["term"], _NUMERALS.index(match["n"]) + 1)
        if own not in _SESSIONS:
            return []
        near = _nearest(_SESSIONS, own, earlier)
        names = [f"{match['head']}{term}届{_NUMERALS[n - 1]}中全会" for term, n in near]
    elif (match := _CONGRESS.match(words)) and match["term"] in _CONGRESSES:
        tail = words[match.end("term") :]
        terms = _nearest(_CONGRESSES, match["term"], earlier)
        names = [f"{match['head']}{term}{tail}" for term in terms]
    else:
        return []
    names = [near_name for near_name in names if fold(near_name) not in lesson.folded][:wanted]
    return [lesson.in_its_script(near_name) for near_name in names]


def _nearest(all_of_them: list[_T], own: _T, earlier: bool) -> list[_T]:
    at = all_of_them.index(own)
    others = all_of_them[:at] if earlier else all_of_them[:at] + all_of_them[at + 1 :]
    return sorted(others, key=lambda other: abs(all_of_them.index(other) - at))
