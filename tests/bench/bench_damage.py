"""Damages sample lessons as real programs do and prints how often the repair is right.

Run as a script from the repository's root; no database, no settings. `--all` takes more places.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import opencc

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from lessons.importing.damage import find_damage  # noqa: E402
from lessons.importing.reading import read_file  # noqa: E402
from tests.lessons.importing.gold import SAMPLES, sample_pairs  # noqa: E402
from tests.lessons.importing.slipping import (  # noqa: E402
    Decoder,
    Slip,
    crossings,
    encodable,
    full_width,
    lose_lead_byte,
    replace_across,
)  # fmt: skip

DECODERS = {
    "?": Decoder(),
    "? for pairs": Decoder(dropped="?"),
    "U+FFFD": Decoder(lost="\ufffd", dropped="\ufffd"),
    "private use": Decoder(keeps_private=True),
    "nothing": Decoder(lost=""),
}
LONGEST = 60  # characters; a longer slip is no single repair


def clean_texts() -> dict[str, dict[str, str]]:
    """Script → name → text without damage, of every sample and of the small lessons below."""
    texts = dict(SMALL)
    for file, _gold in sample_pairs():
        outline = read_file(file.name, file.read_bytes())
        text = outline.text
        for damage in reversed(outline.damage):
            text = text[: damage.start] + damage.proposals[0].after + text[damage.end :]
        texts[f"{file.parent.name}/{file.name}"] = text
    to = {"traditional": opencc.OpenCC("s2t").convert, "simplified": opencc.OpenCC("t2s").convert}
    return {
        script: {name: encodable(full_width(convert(text))) for name, text in texts.items()}
        for script, convert in to.items()
    }


def slips(text: str, count: int, chance: random.Random) -> list[tuple[str, Slip]]:
    """Slips of three kinds at places drawn by lot, each kind up to `count` times."""
    places = {
        "mark of row A1": (lose_lead_byte, [m.start() for m in re.finditer("[。、“”《》]", text)]),
        "mark of row A3": (
            lose_lead_byte,
            [m.start() for m in re.finditer("[，：；（）！]", text)],
        ),
        "across a border": (replace_across, crossings(text)),
    }
    found = []
    for kind, (make, at) in places.items():
        chance.shuffle(at)
        for place in at[:count]:
            name = chance.choice(list(DECODERS)) if chance.random() < 0.4 else "?"
            slip = make(text, place, DECODERS[name])
            if slip and 2 <= slip.length <= LONGEST:
                found.append((f"{kind}|{name}", slip))
    return found


def judge(slip: Slip) -> Counter[str]:
    started = time.perf_counter()
    damage = find_damage(slip.text)
    seconds = time.perf_counter() - started
    near = [each for each in damage if abs(each.start - slip.at) <= 3]
    repaired = [
        slip.text[: each.start] + proposal.after + slip.text[each.end :]
        for each in near[:1]
        for proposal in each.proposals
    ]
    end = len(slip.text) - (len(slip.clean) - slip.at - slip.length)
    far = [each for each in damage if each.end < slip.at - 3 or each.start > end]
    found = Counter(slips=1, detected=bool(near), elsewhere=len(far))
    found["first"] = bool(repaired) and repaired[0] == slip.clean
    found["listed"] = slip.clean in repaired
    found["milliseconds"] = round(seconds * 1000)
    return found


def show(title: str, rows: dict[str, Counter[str]]) -> None:
    print(f"\n{title:26}  slips  detected  right first  among listed  elsewhere   ms each")
    for name, row in sorted(rows.items()):
        n = row["slips"]
        print(
            f"{name:26}{n:7}{row['detected'] / n:10.0%}{row['first'] / n:13.0%}"
            f"{row['listed'] / n:14.0%}{row['elsewhere']:11}{row['milliseconds'] / n:10.0f}"
        )


def main() -> int:
    count = 12 if "--all" in sys.argv else 3
    if not sample_pairs():
        print(f"no samples at {SAMPLES}: the small lessons of this bench only")
    texts = clean_texts()
    alarms, characters, seconds = 0, 0, 0.0
    for by_name in texts.values():
        for text in by_name.values():
            started = time.perf_counter()
            alarms += len(find_damage(text))
            seconds += time.perf_counter() - started
            characters += len(text)
    tables: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    chance = random.Random(7)
    for script, by_name in texts.items():
        for text in by_name.values():
            for kind, slip in slips(text, count, chance):
                result = judge(slip)
                tables["script"][script] += result
                tables["script, kind"][f"{script[:4]}. {kind.split('|')[0]}"] += result
                tables["decoder's sign"][kind.split("|")[1]] += result
                tables["lost for good"][f"{script[:4]}. {min(slip.holes, 3)} pairs"] += result
    for title, rows in tables.items():
        show(title, rows)
    both = sum(tables["script"].values(), Counter())
    trad = tables["script"]["traditional"]
    print(f"\nundamaged: {alarms} false alarms in {characters} characters, {seconds:.2f} s")
    print(
        f"damage: {both['first']} of {both['slips']} right first"
        f" (traditional {trad['first']} of {trad['slips']}), {both['detected']} detected,"
        f" {alarms + both['elsewhere']} false alarms"
    )
    return 0


SMALL = {
    "small/议事": """社区议事协商让居民参与进来，大家的事大家商量。议事厅设在一楼，每周三开放。
“有事好商量”不是口号，而是办法：先提议题，再开会讨论，最后公示结果。《社区议事规则》规定，主持人保持中立。
邻里之间的矛盾，要在商量中化解；公共的事情，要在商量中办好。基层治理要靠居民、物业和社区共同努力。""",
    "small/防汛": """
汛期到来之前，要检查堤防、泵站和排水管网。预警分为蓝色、黄色、橙色、红色四级，红色最高。
收到红色预警后，低洼地区的居民应当立即转移到安置点。“宁可十防九空，不可失防万一”，这是用教训换来的经验。""",
}


if __name__ == "__main__":
    sys.exit(main())
