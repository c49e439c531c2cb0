"""Files and outlines with damage for tests of the desk; asserts nothing itself."""

from tests.factories import make_outline
from tests.lessons.importing.slipping import replace_across

LESSON = """社區議事入門

本課對象
社區居民。
一、為什麼要議事
黨的章程寫得明白,大家都要遵守《中國共產黨章程》的規定,做好本職工作。中國共產黨的黨員要帶頭學習。《中國共產黨章程》明確指出,大家的事大家商量。鄰里的事大家商量,定下來的事才有人辦。
(一)人人有責
一家出一個主意,事情就有了眉目。中國共產黨的黨員要帶頭,《中國共產黨章程》寫得明白。
(二)事事有著落
定下的事要有人辦,辦完要回話。
二、怎樣議事
先商量,再表決,後公開。
討論題:
1.您那里的事是怎樣商量的?
"""


def slip_file():
    """A lesson in which one mark was replaced across the border of two characters."""
    at = LESSON.index("。《中國共產黨章程》明確")
    return replace_across(LESSON, at, normalise=False).text.encode()


def damaged_outline(parts, spots, **fields):
    """An outline whose words at `spots` are damaged: (kind, words, what they may have been)."""
    outline = make_outline(parts, **fields)
    at = 0
    for kind, words, proposals in spots:
        at = outline["text"].index(words, at)
        outline["damage"].append({
            "kind": kind, "start": at, "end": at + len(words), "before": words,
            "proposals": [
                {"after": after, "score": 0.9 / n} for n, after in enumerate(proposals, 1)
            ],
        })  # fmt: skip
        at += len(words)
    return outline


PARTS = (
    (1, "一、", "一", "为什么要议事", [f"第{n}段讲一件事，话要说完整。" for n in range(1, 12)]),
    (
        2,
        "（一）",
        "一",
        "人人有责",
        ["大家都来?!吨袊伯a党章程里写得明白。", "教学(xué)要认真(zhēn)。"],
    ),
    (
        1,
        "二、",
        "二",
        "怎样议事",
        ["先商量\ufffd再表决。", *(f"第{n}条办法。" for n in range(1, 9))],
    ),
)
SPOTS = (
    ("slip", "?!吨袊伯a", ["。《中國共產", "。《中国共产"]),
    ("pinyin", "学(xué)", ["学"]),
    ("pinyin", "真(zhēn)", ["真"]),
    ("fffd", "\ufffd", []),
)
DAMAGED = damaged_outline(PARTS, SPOTS)
