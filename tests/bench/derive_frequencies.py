"""Derives lessons/importing/data from the word lists of two published packages.

Run by hand when a list changes, never by the program: lessons/importing/data/README.md says how.
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import defaultdict
from pathlib import Path

import jieba
import msgpack
import opencc
import wordfreq
from pypinyin import Style, pinyin

DATA = Path(__file__).resolve().parents[2] / "lessons" / "importing" / "data"
HAN_FIRST, HAN_LAST = 0x4E00, 0x9FFF
LONGEST_WORD = 8
RAREST_WORD = -7.05  # log10: keeps the packed word list below 0.8 MB
RAREST_CHARACTER = -9.0
RAREST_READ = -7.5
STEP = 10  # scores are kept to a tenth of a decimal logarithm


def is_han(word: str) -> bool:
    return all(HAN_FIRST <= ord(character) <= HAN_LAST for character in word)


def folding() -> dict[str, str]:
    """Every traditional character whose simplified form is one other character."""
    simplify = opencc.OpenCC("t2s").convert
    pairs = {}
    for code in range(HAN_FIRST, HAN_LAST + 1):
        simple = simplify(chr(code))
        if len(simple) == 1 and simple != chr(code):
            pairs[chr(code)] = simple
    return pairs


def jieba_words() -> dict[str, float]:
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    counts = {word: int(count) for word, count, *_ in (line.split(" ") for line in lines)}
    total = sum(counts.values())
    return {word: count / total for word, count in counts.items()}


def wordfreq_words() -> dict[str, float]:
    packed = Path(wordfreq.__file__).parent / "data" / "large_zh.msgpack.gz"
    with gzip.open(packed) as stream:
        _header, *steps = msgpack.load(stream)
    return {word: 10 ** (-step / 100) for step, words in enumerate(steps) for word in words}


def mixed(fold: dict[int, str]) -> dict[str, float]:
    """Half newspapers and books (jieba), half web, subtitles and encyclopedia (wordfreq)."""
    mix: dict[str, float] = defaultdict(float)
    for source in (jieba_words(), wordfreq_words()):
        for word, share in source.items():
            if len(word) <= LONGEST_WORD and is_han(word):
                mix[word.translate(fold)] += share / 2
    return mix


def character_shares(words: dict[str, float]) -> dict[str, float]:
    shares: dict[str, float] = defaultdict(float)
    for word, share in words.items():
        for character in word:
            shares[character] += share
    total = sum(shares.values())
    return {character: share / total for character, share in shares.items()}


def table(shares: dict[str, float], rarest: float, separator: str) -> str:
    """One line per score: minus ten times the logarithm, a tab, the entries of that score."""
    steps: dict[int, list[str]] = defaultdict(list)
    for entry, share in shares.items():
        if math.log10(share) >= rarest:
            steps[round(-STEP * math.log10(share))].append(entry)
    return "".join(f"{step}\t{separator.join(sorted(steps[step]))}\n" for step in sorted(steps))


def readings(shares: dict[str, float], pairs: dict[str, str]) -> str:
    """One line per syllable, tones left out: the syllable, a tab, the characters so read."""
    common = {each for each, share in shares.items() if math.log10(share) >= RAREST_READ}
    both = common | {old for old, new in pairs.items() if new in common}
    found: dict[str, list[str]] = defaultdict(list)
    for character in sorted(both):
        for each in pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")[:1]:
            for syllable in set(each):
                found[syllable].append(character)
    return "".join(f"{each}\t{''.join(found[each])}\n" for each in sorted(found))


def write(name: str, text: str) -> None:
    target = DATA / name
    if name.endswith(".gz"):
        # GB18030 needs two bytes for a common character where UTF-8 needs three.
        target.write_bytes(gzip.compress(text.encode("gb18030"), compresslevel=9, mtime=0))
    else:
        target.write_text(text, encoding="utf-8")
    print(f"{name}: {target.stat().st_size} bytes, {len(text)} characters")


def main() -> int:
    pairs = folding()
    words = mixed(str.maketrans(pairs))
    write("folding.txt", "".join(pairs) + "\n" + "".join(pairs.values()) + "\n")
    write("characters.txt", table(character_shares(words), RAREST_CHARACTER, ""))
    write("readings.txt", readings(character_shares(words), pairs))
    several = {word: share for word, share in words.items() if len(word) > 1}
    singles = {word: share for word, share in words.items() if len(word) == 1}
    write("words.txt.gz", table(singles | several, RAREST_WORD, " "))
    return 0


if __name__ == "__main__":
    sys.exit(main())
