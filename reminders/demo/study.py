"""The demo's learners, each in another state, put there by the same services pages call."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from discussions.services.answers import post_answer, save_draft
from discussions.services.replies import post_reply
from lessons.models import Lesson
from lessons.services.reading import mark_page, save_position
from people.models import Branch, User
from progress.models import Assignment, Exemption
from progress.services.assignments import assign_lesson
from progress.services.completions import fold_completion
from progress.services.exemptions import exempt
from quizzes.models import Attempt
from quizzes.services.attempts import save_response, start_attempt, submit_attempt
from reminders.demo.people import BRANCHES, Account
from reminders.services.preferences import save_preference

ANSWERS = {
    "demo-learner4": [
        (
            "课里讲了三条现实意义，我体会最深的是事关人民幸福安康：社区食堂办起来以后，"
            "老人来的多了，邻里也熟了。"
        )
    ],
    "demo-learner5": [
        (
            "现实意义有三条：事关社会和谐稳定，事关人民幸福安康，事关党的执政基础巩固。"
            "我们楼去年把矛盾化解在门口，就是第一条。"
        ),
        "从我们社区看，先把意见本用好：谁提的、谁来办、几天回话，都写在上面，这就是健全工作制度。",
    ],
    "demo-learner7": ["志愿服务要有人牵头，也要让年轻人进得来。"],
}
# Somewhere it is daytime at any moment of the day; the reminder must not wait for morning.
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Honolulu", "Asia/Urumqi"]
DAYTIME = range(10, 19)  # local hours


def let_them_study(accounts: list[Account], lesson: Lesson, now: dt.datetime) -> None:
    """Gives the learners their states once; what is there already stays as it is."""
    people = {row.username: row for row in User.objects.filter(username__startswith="demo-")}
    if Assignment.objects.filter(lesson=lesson).exists():
        return
    committee = Branch.objects.get(name=BRANCHES["committee"][0])
    begun = now - dt.timedelta(days=5)
    _let_them_sign_in(people, begun)
    _study(people, lesson, begun)
    zone = wake_zone(people["demo-learner2"], now)
    exempt(None, people["demo-learner8"], reason=Exemption.Reason.AGE, lesson=None, now=now)
    # Due tomorrow where that learner is, so that today is a day worth a word there.
    due_on = now.astimezone(zone).date() + dt.timedelta(days=1)
    # Last, because its presence says that all the rest is there.
    assign_lesson(None, lesson, committee, due_on=due_on, now=begun)


def _study(people: dict[str, User], lesson: Lesson, now: dt.datetime) -> None:
    """1 has never come, 2 began to read, 3 read all, 4 passed, 5 is done, 6 failed, 7 writes."""
    _read(people["demo-learner2"], lesson, 3, now)
    for name in ("demo-learner3", "demo-learner4", "demo-learner5", "demo-learner6"):
        _read(people[name], lesson, None, now)
    _read(people["demo-learner7"], lesson, 8, now)
    _take_quiz(people["demo-learner4"], lesson, 0.9, now)
    _take_quiz(people["demo-learner5"], lesson, 0.8, now)
    _take_quiz(people["demo-learner6"], lesson, 0.3, now)
    _answer(people, lesson, now)
    fold_completion(people["demo-learner5"], lesson, now=now)


def _let_them_sign_in(people: dict[str, User], now: dt.datetime) -> None:
    """Whoever did something has signed in; 1 has never come, and 8 is exempt."""
    for name, person in people.items():
        if name not in ("demo-learner1", "demo-learner8"):
            person.last_login = now
            person.save(update_fields=["last_login"])


def _read(person: User, lesson: Lesson, pages: int | None, now: dt.datetime) -> None:
    assert lesson.current_edition is not None
    for page in lesson.current_edition.sections.pages()[:pages]:
        mark_page(person, page, via="end", now=now)
        save_position(person, page, paragraph=0, now=now)


def _take_quiz(person: User, lesson: Lesson, share: float, now: dt.datetime) -> None:
    """Answers about this share of the questions right and leaves the others open."""
    assert lesson.current_edition is not None
    attempt = start_attempt(person, lesson.current_edition.paper, now=now, seed=person.pk)
    known = round(len(attempt.snapshot) * share)
    for question in attempt.snapshot[:known]:
        value = right_answer(attempt, question["id"])
        save_response(
            person, attempt, question["id"], event_id=uuid.uuid4(), rev=1, value=value, now=now
        )
    submit_attempt(person, attempt, now=now)


def right_answer(attempt: Attempt, question_id: str) -> Any:
    """What somebody who knows the lesson would answer, in the form a page sends."""
    key = attempt.keys["items"][question_id]
    if key["kind"] == "judge":
        return key["truth"]
    if key["kind"] == "blank":
        return [words[0] for words in key["accepted"]]
    if key["kind"] == "match":
        return key["pairs"]
    return key["right"][0] if key["kind"] == "single" else key["right"]


def _answer(people: dict[str, User], lesson: Lesson, now: dt.datetime) -> None:
    assert lesson.current_edition is not None
    prompts = list(lesson.current_edition.prompts.all())
    for name, texts in ANSWERS.items():
        for prompt, text in zip(prompts, texts, strict=False):
            post_answer(people[name], prompt, text, now=now)
    if not prompts:
        return
    save_draft(people["demo-learner3"], prompts[0], "先记一笔：", rev=1, now=now)
    own = people["demo-learner5"].answers.filter(prompt=prompts[0]).first()
    if own is not None:
        post_reply(
            people["demo-secretary"],
            own,
            "说得实在，楼门议事的做法可以在下次会上讲讲。",
            event_id=uuid.uuid4(),
            now=now,
        )


def wake_zone(person: User, now: dt.datetime) -> ZoneInfo:
    """Puts the learner where it is daytime now, with an hour that has just come."""
    zone = next(
        (name for name in ZONES if now.astimezone(ZoneInfo(name)).hour in DAYTIME),
        settings.TIME_ZONE,
    )
    hour = now.astimezone(ZoneInfo(zone)).hour
    save_preference(person.pk, is_on=True, hour=hour, zone=zone, language="zh-hans", now=now)
    return ZoneInfo(zone)
