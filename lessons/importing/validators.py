"""Looks an outline over for what an editor should see: counts, quotation marks, numbers, gaps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lessons.importing.numbers import chinese_value, even, parse_marker
from lessons.importing.outline import Outline, Section, Warning

_NUMERAL = r"[一二三四五六七八九十两]{1,3}|\d{1,2}"
_THINGS = (
    "方面|问题|环节|步骤|原则|意义|作用|标准|要求|特点|特征|任务|措施|途径|路径|方法|办法|要点|重点|阶段"
    "|部分|层次|层面|关系|关口?|条件|准备|偏向|误区|能力|意识|类型|内容|关键|抓手|工作|事项|领域|维度|角度|步|点|件事|条"
)
_ANNOUNCED = re.compile(
    r"(?:以下|下列|下面|如下|从|这|抓好|做好|把握好?|坚持|处理好|防止|落实)(?:这|的|以下|下列|下面)?"
    rf"({_NUMERAL})(?:个|项|大|条|点|种|类|对|件|步)?(?:主要|基本|重要|关键|具体|不同)?(?:{_THINGS})"
)
_MARKS = {"“": "”", "《": "》", "「": "」", "『": "』", "（": "）", "【": "】"}
_CLOSERS = {closer: opener for opener, closer in _MARKS.items()}
_INLINE_COUNT = re.compile(r"(?:^|[。；：:;，,\s])([一二三四五六七八九十])是")
_LONE_NUMBER = re.compile(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[)）]?[、.．]?")


def validate(outline: Outline) -> tuple[Warning, ...]:
    """Warnings in reading order, those without a place first."""
    found = [
        *_about_whole(outline), *_about_opening(outline), *_about_counts(outline),
        *_about_numbering(outline), *_about_empty(outline), *_about_repeats(outline),
        *_about_marks(outline), *_about_lone_numbers(outline), *_about_inline_lists(outline),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda w: -1 if w.start is None else w.start))


def _about_whole(outline: Outline) -> Iterator[Warning]:
    if outline.title_origin == "inferred":
        yield Warning("title_inferred", f"文件里没有标题，暂拟为“{outline.title}”。",
                      params={"title": outline.title})  # fmt: skip
    if not any(section.heading for section in outline.sections):
        yield Warning("no_headings", "没有找到小标题。")
    if not outline.prompts:
        yield Warning("no_prompts", "没有找到讨论题。")
    for name, label in (("audience", "对象"), ("purpose", "目的"), ("lecture_minutes", "时间")):
        if getattr(outline.fields, name) is None:
            yield Warning("field_missing", f"文件没有写明{label}。", params={"field": name})


def _about_opening(outline: Outline) -> Iterator[Warning]:
    if len(outline.sections) > 1 and outline.sections[0].heading is None:
        first = outline.sections[0]
        yield Warning("text_before_first_heading", "第一个标题之前有文字。", first.start, first.end)


def _children(outline: Outline) -> dict[str | None, list[Section]]:
    children: dict[str | None, list[Section]] = defaultdict(list)
    for section in outline.sections:
        if section.heading is not None:
            children[section.parent].append(section)
    return children


def _about_counts(outline: Outline) -> Iterator[Warning]:
    """从以下六个方面 with five children; only what is said right before the children counts."""
    children = _children(outline)
    for section in outline.sections:
        own = children[section.id]
        before = [p for p in section.paragraphs if own and p[1] <= own[0].start]
        if len(own) < 2 or not before:
            continue
        start, end = before[-1]
        said = list(_ANNOUNCED.finditer(even(outline.text[start:end])))
        if said and (count := chinese_value(said[-1][1].replace("两", "二"))) != len(own):
            at = start + said[-1].start()
            yield Warning(
                "count_mismatch", f"文中说“{said[-1][0]}”，下面有 {len(own)} 个小标题。",
                at, start + said[-1].end(), {"stated": count, "found": len(own)},
            )  # fmt: skip


def _about_numbering(outline: Outline) -> Iterator[Warning]:
    has_numbered_fields = any(  # 一、授课对象 … 四、教学内容: counting began with the fields
        parse_marker(outline.text[part.start : part.end]) for part in outline.parts
    )
    for siblings in _children(outline).values():
        last: dict[str, int] = {}
        for section in siblings:
            marker = parse_marker(outline.text[section.start : section.end])
            if marker is None or section.number is None:
                continue
            expected = last.get(marker.kind, 0) + 1
            last[marker.kind] = marker.value
            if marker.value != expected and (expected > 1 or not has_numbered_fields):
                yield Warning(
                    "number_gap", f"标题“{section.heading}”的编号是 {section.number}，"
                    f"按次序应为第 {expected} 个。", section.start, section.start + marker.length,
                    {"number": section.number, "expected": expected},
                )  # fmt: skip


def _about_empty(outline: Outline) -> Iterator[Warning]:
    parents = {section.parent for section in outline.sections}
    for section in outline.sections:
        if section.heading is not None and not section.paragraphs and section.id not in parents:
            yield Warning("empty_section", f"标题“{section.heading}”下面没有文字。",
                          section.start, section.end, {"heading": section.heading})  # fmt: skip


def _about_repeats(outline: Outline) -> Iterator[Warning]:
    for siblings in _children(outline).values():
        seen: set[str] = set()
        for section in siblings:
            heading = section.heading or ""
            if heading in seen:
                yield Warning("repeated_heading", f"标题“{heading}”重复出现。",
                              section.start, section.start + len(heading),
                              {"heading": heading})  # fmt: skip
            seen.add(heading)


def _about_marks(outline: Outline) -> Iterator[Warning]:
    """Quotation marks and brackets of a paragraph that open or close alone."""
    for section in outline.sections:
        for start, end in section.paragraphs:
            for at in _unpaired(outline.text[start:end]):
                mark = outline.text[start + at]
                yield Warning("unbalanced_mark", f"“{mark}”没有配对。",
                              start + at, start + at + 1, {"mark": mark})  # fmt: skip


def _unpaired(text: str) -> list[int]:
    waiting: list[int] = []
    alone: list[int] = []
    for at, char in enumerate(text):
        if char in _MARKS:
            waiting.append(at)
        elif char in _CLOSERS:
            if waiting and text[waiting[-1]] == _CLOSERS[char]:
                waiting.pop()
            elif any(text[place] == _CLOSERS[char] for place in waiting):
                while text[waiting[-1]] != _CLOSERS[char]:
                    alone.append(waiting.pop())
                waiting.pop()
            else:
                alone.append(at)
    return sorted([*alone, *waiting])


def _about_lone_numbers(outline: Outline) -> Iterator[Warning]:
    for section in outline.sections:
        for start, end in section.paragraphs:
            if _LONE_NUMBER.fullmatch(outline.text[start:end]):
                number = outline.text[start:end]
                yield Warning("orphan_number", f"“{number}”单独成行，可能是页码或丢了文字的编号。",
                              start, end, {"number": number})  # fmt: skip


def _about_inline_lists(outline: Outline) -> Iterator[Warning]:
    """一是…三是… without 二是."""
    for section in outline.sections:
        expected = 1  # the members may stand in lines of their own
        for start, end in section.paragraphs:
            for match in _INLINE_COUNT.finditer(outline.text[start:end]):
                value = chinese_value(match[1])
                if value not in (1, expected):
                    yield Warning(
                        "list_gap", f"列举跳到了“{match[1]}是”，前面可能漏了一项。",
                        start + match.start(1), start + match.end(), {"number": match[1]},
                    )  # fmt: skip
                expected = value + 1
