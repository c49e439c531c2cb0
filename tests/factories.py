"""Plain makers of rows for tests: valid by default, nothing random."""

import hashlib

from lessons.models import Draft, Lesson, Upload
from lessons.services.publishing import publish_edition
from lessons.services.reading import resume_place
from tests.cast import NOW

# (level, printed number, bare number, heading, paragraphs); level 0 closes the nearest level 1.
SMALL_LESSON = (
    (1, "", None, None, ["社区是大家的家。读完这一课，就知道议事怎么办。"]),
    (1, "一、", "一", "为什么要议事", []),
    (2, "（一）", "一", "人人有责",
     ["邻里的事大家商量。一是要常开会。每月一次。二是要记下来。人人看得见。"]),
    (2, "（二）", "二", "事事有着落", ["定下的事要有人办。", "办完要回话。"]),
    (0, "", None, None, ["总之，议事让邻里更近。"]),
    (1, "二、", "二", "怎样议事", ["办法有三条。", "先商量，再表决，后公开。"]),
    (1, "", None, None, ["让我们从下一次楼门会开始。"]),
)  # fmt: skip
SMALL_PROMPTS = ("您那里的事是怎样商量的？", "下一次打算怎么做？")


def make_outline(parts=SMALL_LESSON, prompts=SMALL_PROMPTS, *, title="社区议事入门",
                 script="simplified", pictures=(), **fields):  # fmt: skip
    """A stored outline whose offsets fit its text, as the importer makes it."""
    text, sections = title + "\n", []
    for level, printed, number, heading, paragraphs in parts:
        start = len(text)
        if heading:
            text += printed + heading + "\n"
        spans = []
        for paragraph in paragraphs:
            spans.append([len(text), len(text) + len(paragraph)])
            text += paragraph + "\n"
        if level == 0:
            owner = next(s for s in reversed(sections) if s["level"] == 1 and s["heading"])
            owner["paragraphs"] += spans
            owner["end"] = len(text) - 1
            continue
        parent = next((s for s in reversed(sections) if s["level"] < level), None)
        section = {
            "id": f"s{len(sections) + 1}", "parent": parent and parent["id"], "level": level,
            "number": number, "heading": heading, "start": start, "end": len(text) - 1,
            "paragraphs": spans,
        }  # fmt: skip
        sections.append(section)
        while parent:
            parent["end"] = len(text) - 1
            parent = next((s for s in sections if s["id"] == parent["parent"]), None)
    asked = []
    for number, prompt in enumerate(prompts, 1):
        asked.append(
            {"number": str(number), "text": prompt, "start": len(text),
             "end": len(text) + len(prompt)}
        )  # fmt: skip
        text += prompt + "\n"
    return {
        "source": {"name": "lesson.txt", "format": "txt", "encoding": "utf-8", "script": script},
        "title": title,
        "title_origin": "file",
        "fields": {
            "audience": "社区居民", "purpose": "学会议事。", "lecture_minutes": 120,
            "discussion_minutes": 60, "hour_unit": None, **fields,
        },
        "text": text,
        "sections": sections,
        "prompts": asked,
        "damage": [],
        "warnings": [],
        "pictures": list(pictures),
    }  # fmt: skip


def make_upload(data=b"lesson", name="lesson.txt", *, state="read", now=NOW, **fields):
    return Upload.objects.create(
        name=name,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        uploaded_at=now,
        state=state,
        **fields,
    )


def make_draft(outline=None, *, lesson=None, upload=None, title="", now=NOW, **fields):
    outline = outline or make_outline()
    return Draft.objects.create(
        upload=upload or make_upload(lesson=lesson),
        lesson=lesson,
        title=title or outline["title"],
        outline=outline,
        created_at=now,
        changed_at=now,
        **fields,
    )


def make_edition(outline=None, *, lesson=None, now=NOW, **fields):
    """A published edition; a new lesson unless one is given."""
    return publish_edition(None, make_draft(outline, lesson=lesson, now=now, **fields), now=now)


def make_lesson(outline=None, *, now=NOW, **fields) -> Lesson:
    return make_edition(outline, now=now, **fields).lesson


def place_of(learner, edition):
    """Where the learner goes on in the edition, as the lesson page finds it."""
    sections = edition.sections.with_reading(learner, edition.lesson_id)
    return resume_place(learner, edition.lesson_id, sections)
