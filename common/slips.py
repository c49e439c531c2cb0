"""Slips of character converters in traditional text: 干部 for 幹部, 志愿 for 志願.

Knows only the tested list in data/slips.txt and a rule for 于 and one for 余; whatever is not
listed stays as it is, because a missed slip reads better than a wrong repair.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_name("data") / "slips.txt"
# 于 is 於 after these, unless a person follows: 于 is a surname as well.
_BEFORE_YU = (
    "關對由屬處位基終等至鑒鑑在大小高低優善勇敢樂易便利忠源始力助趨限用適歸寓安急勤務足眼根同亞當決"
    "別見過出長短多少早晚立生死從介瀕忙陷苦難精疏流中後先駕獻身信需計效囿止起來異次緣迫置合理源着著"
    "居貫融建奠發現入系自求取甘疲樂羞怯慣遜濫莫臨敗勝毀建成落領獨貢集聚融植深"
)
_YU = re.compile(
    rf"(?<=[{_BEFORE_YU}])于(?![㐀-鿿]{{1,2}}(?:同志|書記|主任|老師|先生|女士|院士|教授|隊長|某))"
    r"|(?<![㐀-鿿])于(?=[0-9０-９二一]|是[，,]?|此|今)"
)
_YU_STAYS = re.compile(r"(?:單|淳|鮮)于|于(?:都|洪區|田|闐|謙|右任|敏|成龍|是之|漪|禁|吉)")
_REST = re.compile(r"(?<=[0-9０-９十百千萬億])余(?=[㐀-鿿％%])")


@cache
def _slips() -> tuple[dict[str, str], int, re.Pattern[str]]:
    """Word → what it should be (itself when it stays), the longest length, the first characters."""
    words: dict[str, str] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        for entry in line.split():
            wrong, _arrow, right = entry.partition("→")
            words[wrong] = right or wrong
    first = re.compile("[" + "".join(sorted({word[0] for word in words})) + "]")
    return words, max(map(len, words)), first


def mend(text: str) -> str:
    """Traditional text with listed slips put right; same length, nothing else touched."""
    words, longest, first = _slips()
    parts, at, done = [], 0, 0
    while match := first.search(text, at):
        at = match.start()
        word = next(
            (w for n in range(longest, 0, -1) if (w := text[at : at + n]) in words and len(w) == n),
            "",
        )
        if not word:
            at += 1
            continue
        if words[word] != word:
            parts += [text[done:at], words[word]]
            done = at + len(word)
        at += len(word)
    mended = "".join(parts) + text[done:]
    return _REST.sub("餘", _mend_yu(mended))


def _mend_yu(text: str) -> str:
    if "于" not in text:
        return text
    kept = {i for match in _YU_STAYS.finditer(text) for i in range(match.start(), match.end())}
    return _YU.sub(lambda match: "于" if match.start() in kept else "於", text)
