"""How a figure may be typed: in digits or in numerals, with its unit or without.

Grading folds most of these into one; they are told all the same, because other graders compare by
the letter and because whoever reads the key should see what counts as right.
"""

from __future__ import annotations

import re

from common.folding import fold
from common.numerals import LARGEST, in_chinese
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Material

HALVES = ("半数", "一半", "二分之一", "1/2", "50%", "百分之五十", "五成")
_PARTS = re.compile(
    r"(?P<whole>[一二三四五六七八九十百]+)分之(?P<part>[零一二三四五六七八九十百]+)"
)
_TENTHS = re.compile(r"(?P<tens>[一二两三四五六七八九])成(?P<ones>[一二三四五六七八九])?")
_DECIMAL = re.compile(
    r"百分之(?P<whole>[零一二三四五六七八九十]+)点(?P<part>[零一二三四五六七八九]+)"
)
_NUMERAL = r"(\d+|[一二三四五六七八九十百]+)"
_RANGE = re.compile(rf"{_NUMERAL}(?:至|到|~|—|-){_NUMERAL}")
_ROWS = {  # 一两天 of 一至二天
    (str(n), str(n + 1)): words
    for n, words in enumerate(("一两", "两三", "三四", "四五", "五六", "六七", "七八", "八九"), 1)
}
_TO = ("至", "到", "-", "—", "~", "～")
_CLOCK = re.compile(r"(\d{1,2}):00")
_SCALED = re.compile(r"(?P<digits>\d+)(?P<scale>[万亿])")
_TWO = re.compile(r"(?<![百千万亿十])二(?=[百千万亿])")  # 两万, 百分之两百
_ONES = "〇一二三四五六七八九"
_ZEROS = {"万": 4, "亿": 8}


def figure_spellings(material: Material, gap: Span, whole: Span) -> tuple[str, ...]:
    """The figure as it stands first, then its other writings; each also with its unit.

    `gap` is what is typed and `whole` the figure with its unit or mark.
    """
    figure = material.cut(gap)
    if material.lesson.language == "en":
        return tuple(dict.fromkeys([figure, material.cut(whole)]))
    seen = material.lesson.seen(gap).strip()
    unit = material.lesson.seen((gap[1], whole[1])).strip()
    written = [seen, *_written(seen, unit)]
    written += [two for word in written if (two := _TWO.sub("两", word)) != word]
    whole_words = [
        word + unit for word in written
        if not (word.endswith(unit[:1] or "\n") or "分之" in word or "成" in word)
    ]  # fmt: skip
    told = [figure, material.cut(whole), *written, *whole_words]
    return tuple(dict.fromkeys(material.lesson.in_its_script(word) for word in told))


def _written(figure: str, unit: str) -> list[str]:
    if figure in HALVES:
        return [half for half in HALVES if half != figure]
    if unit in ("%", "％") and figure.isdigit():
        return _share(int(figure))
    if match := _DECIMAL.fullmatch(figure):
        return [f"{fold(match['whole'])}.{fold(match['part'])}%"]
    if match := _PARTS.fullmatch(figure):
        return _part(match["whole"], fold(match["part"]))
    if match := _TENTHS.fullmatch(figure):
        return _tenths(match["tens"], fold(match["tens"]), fold(match["ones"] or ""))
    if match := _RANGE.fullmatch(figure):
        return _range(match[1], match[2])
    if _CLOCK.search(figure):
        return [_CLOCK.sub(rf"\g<1>{mark}", figure) for mark in ("点", "时")]
    if re.fullmatch(r"\d+\.\d*0", figure):
        return [figure.rstrip("0").rstrip(".")]
    return _numerals(figure, unit)


def _range(low: str, high: str) -> list[str]:
    """3-5, 3到5 and 三至五 of 3至5."""
    ends = [(low, high), (fold(low), fold(high))]
    if all(end.isdigit() and int(end) <= LARGEST for end in ends[1]):
        ends.append((in_chinese(int(fold(low))), in_chinese(int(fold(high)))))
    found = [f"{a}{mark}{b}" for a, b in dict.fromkeys(ends) for mark in _TO]
    if ends[1] in _ROWS:
        found += [f"{a}或{b}" for a, b in dict.fromkeys(ends)]
    found += [f"两{word[1:]}" for word in found if re.match("二[^十百]", word)]
    near = _ROWS.get(ends[1])
    return [*found, near] if near else found


def _part(whole: str, part: str) -> list[str]:
    """4/5 and 80% of 五分之四."""
    if whole == "百":
        return _share(int(part)) if part.isdigit() else []
    whole = fold(whole)
    if not (whole.isdigit() and part.isdigit()):
        return []
    percent, rest = divmod(100 * int(part), int(whole))
    return [f"{part}/{whole}", *([] if rest else _share(percent))]


def _tenths(digit: str, tens: str, ones: str) -> list[str]:
    """70% and 7/10 of 七成."""
    if ones:
        return [f"{tens}{ones}%"]
    return [f"十分之{digit}", f"{tens}/10", *_share(10 * int(tens))]


def _share(percent: int) -> list[str]:
    """百分之八十 and 八成 of 80%."""
    found = [f"{percent}%", f"百分之{in_chinese(percent)}"] if percent <= LARGEST else []
    if percent % 10 == 0 and 0 < percent < 100:
        found += [f"{in_chinese(percent // 10)}成", f"{percent // 10}成"]
        found += ["两成"] if percent == 20 else []
    if percent >= 200 and percent % 100 == 0:
        times = in_chinese(percent // 100)
        found += [f"{times}倍", f"{percent // 100}倍", *(["两倍"] if percent == 200 else [])]
    whole, part = next(
        ((w, percent * w // 100) for w in (2, 3, 4, 5, 10) if not percent * w % 100), (0, 0)
    )
    if 0 < part < whole:
        found += [f"{in_chinese(whole)}分之{in_chinese(part)}", f"{part}/{whole}"]
    return found


def _numerals(figure: str, unit: str) -> list[str]:
    """27 of 二十七 and the other way round; 两 beside 二; a year digit by digit."""
    folded = fold(figure)
    if not folded.isdigit():
        return []
    number = int(folded)
    found = [folded]
    for scale, zeros in _ZEROS.items():
        if number and number % 10**zeros == 0 and number // 10**zeros <= LARGEST:
            found += [f"{number // 10**zeros}{scale}", in_chinese(number // 10**zeros) + scale]
    if number % 1000 == 0 and 0 < number < 10_000:
        found += [f"{number // 1000}千"]
    if len(folded) == 4 and unit.startswith("年"):
        written = "".join(_ONES[int(digit)] for digit in folded)
        bare = [] if unit == "年" else [f"{folded}年", f"{written}年"]
        return [*found, written, *bare]
    found += [in_chinese(number)] if number <= LARGEST else []
    return found + (["两", "二"] if number == 2 else [])
