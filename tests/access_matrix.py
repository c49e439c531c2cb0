"""Who gets what from every address: one line each, allowed cases too.

A row says how to build the address from the world of tests/test_access.py and, for GET and POST,
which status each actor gets. An actor a row does not name gets its `else_`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

LEARNERS = ("learner", "second_learner", "stranger")
SECRETARIES = ("secretary", "sibling_secretary", "upper_secretary")
EVERYONE = (*LEARNERS, *SECRETARIES, "editor", "administrator")
SIGN_IN = 302  # to the sign-in page


@dataclass(frozen=True)
class Row:
    """`args` names attributes of the world; `get` and `post` map actors to statuses."""

    args: tuple[str, ...] = ()
    get: dict[str, int] = field(default_factory=dict)
    post: dict[str, int] = field(default_factory=dict)
    form: dict[str, Any] = field(default_factory=dict)
    anonymous: int = SIGN_IN


def all_get(status: int) -> dict[str, int]:
    return dict.fromkeys(EVERYONE, status)


def those(names: tuple[str, ...], status: int, *, others: int) -> dict[str, int]:
    return {name: status if name in names else others for name in EVERYONE}


EDITORS = ("editor", "administrator")
# Who leads `branch`: inside 200, its members 403, everybody else must not learn it exists.
LEADING = {
    **those(("secretary", "upper_secretary", "administrator"), 200, others=404),
    "learner": 403,
    "second_learner": 403,
}
LEADS = those(("secretary", "upper_secretary", "administrator"), 200, others=404)
DESK = those((*SECRETARIES, "administrator"), 200, others=403)

ITEM_DESK = those(EDITORS, 200, others=403)
ITEM_STEP = those(EDITORS, 302, others=403)

ROWS: dict[str, Row] = {
    # Addresses without an app
    "healthz": Row(get=all_get(200), anonymous=200),
    "display-set": Row(get=all_get(405), post=all_get(303), form={"size": "large"}, anonymous=405),
    "patterns": Row(get=those(EDITORS, 200, others=403)),
    # people
    "people:settings": Row(get=all_get(200)),
    "people:help": Row(get=all_get(200), anonymous=200),
    "people:privacy": Row(get=all_get(200), anonymous=200),
    "people:invitation-list": Row(get=DESK),
    "people:invitation-revoke": Row(
        ("invitation",),
        get=all_get(405),
        post={
            **those(("secretary", "upper_secretary", "administrator"), 302, others=403),
            "sibling_secretary": 404,
        },
    ),
    "people:password-link": Row(("member",), get={**LEADS, "learner": 403}),
    "people:person-move": Row(("member",), get={**LEADS, "learner": 403}),
    "people:role-list": Row(("member",), get={**LEADS, "learner": 403}),
    "people:role-end": Row(
        ("role",),
        get=all_get(405),
        post={
            **those(("upper_secretary", "administrator"), 302, others=404),
            "secretary": 403,  # one's own
        },
    ),
    "people:password-set": Row(("member", "password_token"), get=all_get(200), anonymous=200),
    "people:join": Row(("token",), get=all_get(200), anonymous=302),
    # progress
    "progress:home": Row(get=all_get(200)),
    "progress:lesson-detail": Row(("lesson",), get=all_get(200)),
    "progress:credit-list": Row(get=all_get(200)),
    "progress:branch-list": Row(
        get={**DESK, "secretary": 302, "sibling_secretary": 302},
    ),
    "progress:branch-detail": Row(("branch",), get=LEADING),
    "progress:person-detail": Row(("member",), get={**LEADS, "learner": 200}),
    "progress:exemption-create": Row(("member",), get={**LEADS, "learner": 403}),
    "progress:exemption-end": Row(
        ("exemption",),
        get=all_get(405),
        post=those(("secretary", "upper_secretary", "administrator"), 302, others=404),
    ),
    "progress:assignment-create": Row(get=DESK),
    "progress:assignment-cancel": Row(
        ("assignment",),
        get=all_get(405),
        post={
            **those(("secretary", "upper_secretary", "administrator"), 302, others=404),
            "learner": 403,
            "second_learner": 403,
        },
    ),
    # discussions
    "discussions:prompt-list": Row(("lesson",), get=all_get(200)),
    "discussions:answer-post": Row(("lesson", "one"), get=all_get(405), post=all_get(422)),
    "discussions:answer-draft": Row(
        ("lesson", "one"),
        get=all_get(405),
        post=all_get(200),
        form={"text": "草稿", "rev": 9},
        anonymous=405,
    ),
    "discussions:reply-create": Row(
        ("answer",), get={**LEADS, "learner": 200, "second_learner": 403}
    ),
    # reminders
    "reminders:reminder-list": Row(get=all_get(200)),
    "reminders:branch-remind": Row(
        ("branch", "assignment"),
        get=all_get(405),
        post={
            **those(("secretary", "upper_secretary", "administrator"), 302, others=404),
            "learner": 403,
            "second_learner": 403,
        },
    ),
    "reminders:preference-edit": Row(get=all_get(200)),
    "reminders:unsubscribe": Row(("unsubscribe_token",), get=all_get(200), anonymous=200),
    # lessons
    "lessons:lesson-list": Row(get=all_get(200)),
    "lessons:page-detail": Row(("lesson", "one"), get=all_get(200)),
    "lessons:page-mark": Row(
        ("lesson", "one"), get=all_get(405), post=all_get(302), form={"via": "button", "edition": 1}
    ),
    "lessons:position-save": Row(
        ("lesson", "one"), get=all_get(405), post=all_get(204), form={"paragraph": 0, "edition": 1}
    ),
    "lessons:picture": Row(("upload", "one"), get=all_get(200)),
    "lessons:upload-list": Row(get=those(EDITORS, 200, others=403)),
    "lessons:upload-create": Row(
        get=all_get(405), post=those(EDITORS, 302, others=403), form={"text": "一课\n头一段话。"}
    ),
    "lessons:upload-detail": Row(("waiting_upload",), get=those(EDITORS, 200, others=404)),
    "lessons:upload-retry": Row(
        ("waiting_upload",), get=all_get(405), post=those(EDITORS, 302, others=404)
    ),
    "lessons:upload-discard": Row(
        ("waiting_upload",),
        get=those(EDITORS, 200, others=404),
        post=those(EDITORS, 302, others=404),
    ),
    "lessons:upload-download": Row(("upload",), get=those(EDITORS, 200, others=404)),
    "lessons:draft-detail": Row(("draft",), get=those(EDITORS, 200, others=404)),
    "lessons:draft-preview": Row(("draft", "one"), get=those(EDITORS, 200, others=404)),
    "lessons:draft-diff": Row(("edition_draft",), get=those(EDITORS, 200, others=404)),
    "lessons:draft-steps": Row(("draft",), get=those(EDITORS, 200, others=404)),
    "lessons:draft-change": Row(
        ("draft",),
        get=all_get(405),
        post=those(EDITORS, 302, others=404),
        form={"action": "prompts", "prompts": "一道新题？", "version": 1},
    ),
    "lessons:draft-publish": Row(
        ("draft",),
        get=those(EDITORS, 200, others=404),
        post=those(EDITORS, 302, others=404),
    ),
    "lessons:draft-lesson": Row(("draft",), get=all_get(405), post=those(EDITORS, 302, others=404)),
    "lessons:draft-plan": Row(
        ("draft",), get=all_get(405), post=those(EDITORS, 302, others=404), form={"cancel": "1"}
    ),
    "lessons:lesson-withdraw": Row(
        ("lesson",),
        get=those(EDITORS, 200, others=403),
        post=those(EDITORS, 302, others=403),
    ),
    # quizzes
    "quizzes:paper-detail": Row(("lesson",), get=all_get(200)),
    "quizzes:check-list": Row(("lesson",), get=all_get(200)),
    "quizzes:attempt-start": Row(("lesson",), get=all_get(405), post=all_get(302)),
    "quizzes:attempt-detail": Row(("attempt",), get=those(("learner",), 200, others=404)),
    "quizzes:response-save": Row(
        ("attempt",), get=those(("learner",), 200, others=404), anonymous=401
    ),
    "quizzes:attempt-submit": Row(("attempt",), get=those(("learner",), 200, others=404)),
    "quizzes:attempt-result": Row(("done_attempt",), get=those(("learner",), 200, others=404)),
    "quizzes:item-report": Row(
        ("done_attempt", "question"), get=those(("learner",), 200, others=404)
    ),
    # the editors' desk for items
    "quizzes:draft-items": Row(("draft",), get=those(EDITORS, 200, others=404)),
    "quizzes:item-list": Row(("lesson",), get=ITEM_DESK),
    "quizzes:item-start": Row(("lesson",), get=ITEM_STEP),
    "quizzes:item-undo": Row(("lesson",), get=all_get(405), post=ITEM_STEP),
    "quizzes:item-bulk": Row(("lesson",), get=ITEM_DESK),
    "quizzes:item-create": Row(("lesson",), get=ITEM_DESK),
    "quizzes:item-renew": Row(("lesson",), get=ITEM_DESK),
    "quizzes:item-import": Row(("lesson",), get=ITEM_DESK),
    "quizzes:item-changes": Row(("lesson",), get=all_get(405), post=ITEM_STEP),
    "quizzes:item-export": Row(("lesson", "gift"), get=ITEM_DESK),
    "quizzes:paper-edit": Row(("lesson",), get=ITEM_DESK),
    "quizzes:item-review": Row(("item",), get=ITEM_DESK),
    "quizzes:item-judge": Row(
        ("item",), get=all_get(405), post=ITEM_STEP, form={"action": "approved"}
    ),
    "quizzes:item-edit": Row(("item",), get=ITEM_DESK),
    "quizzes:report-settle": Row(
        ("report",), get=all_get(405), post=ITEM_STEP, form={"outcome": "改好了"}
    ),
    "quizzes:policy-edit": Row(
        get=all_get(405),
        post=those(("administrator",), 302, others=403),
        form={"policy": "hold"},
    ),
    "quizzes:lexicon-list": Row(get=ITEM_DESK),
    "quizzes:lexicon-edit": Row(("lexicon",), get=ITEM_DESK),
    "quizzes:lexicon-switch": Row(("lexicon",), get=all_get(405), post=ITEM_STEP),
}
