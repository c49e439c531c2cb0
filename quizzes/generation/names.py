"""Offices and meetings under all their usual names: 支委会 is the 党支部委员会; famous persons.

What a learner may type for one and which names are no wrong options beside each other both come
from here.
"""

from __future__ import annotations

NAMES = (
    ("党支部书记", "支部书记", "党组织书记", "书记"),
    ("党支部委员会", "支部委员会", "支委会"),
    ("居民委员会", "居委会"),
    ("村民委员会", "村委会"),
    ("业主委员会", "业委会"),
    ("支部党员大会", "党员大会", "支部大会"),
    ("物业服务企业", "物业企业", "物业公司", "物业服务公司", "物业"),
    ("中共中央", "党中央"),
    ("党委", "党委会"),
    ("党总支部", "党总支"),
    ("党组织", "党的组织"),
    ("纪律检查委员会", "纪委"),
    ("全国人民代表大会", "全国人大"),
    ("人民代表大会", "人大"),
    ("中国人民政治协商会议", "人民政协", "政协"),
    ("街道办事处", "街道办"),
)
FAMOUS = ("毛泽东", "习近平")  # everybody knows what is theirs
_IN_SHORT = {"党员领导干部": "领导干部"}  # the other way round it says more


def other_names(name: str) -> list[str]:
    """支委会 for 党支部委员会, 书记 for 党支部书记; `name` is simplified."""
    for names in NAMES:
        if name in names:
            return [other for other in names if other != name]
    return [_IN_SHORT[name]] if name in _IN_SHORT else []


def ways_to_write(words: str) -> list[str]:
    """The words (simplified) with every office in them under each of its names: 社区居委会 of
    社区居民委员会; the words themselves first."""
    found = [words]
    for names in NAMES:
        held = next((name for name in names if name in words), None)
        if held is not None:
            found += [words.replace(held, other) for other in names if other != held]
    return found


def others_of(name: str) -> frozenset[str]:
    """The usual names of all bodies but this one."""
    return frozenset(one for names in NAMES if name not in names for one in names)
