"""Hand-made items and attempts for the tests of quizzes: valid by default, nothing random."""

import uuid

from quizzes.models import Fact, Item, ItemPlace, Paper
from quizzes.services import attempts
from tests.cast import NOW
from tests.factories import SMALL_LESSON, make_outline
from tests.factories import make_edition as make_any_edition

SEED = 7
# Room for items of their own sentences: two items about one sentence give each other away.
SENTENCES = [f"第{number}件事大家商量。" for number in range(1, 121)]
PARAGRAPHS = ["".join(SENTENCES[at : at + 6]) for at in range(0, len(SENTENCES), 6)]
PARTS = (*SMALL_LESSON[:6], (1, "三、", "三", "议过的事", PARAGRAPHS))


def make_edition(**fields):
    """A published edition with a sentence for every hand-made item."""
    return make_any_edition(make_outline(PARTS), **fields)


def options(*texts, keys=(0,), mark=""):
    return [
        {
            "id": "abcdefgh"[i],
            "text": text,
            "key": i in keys,
            "why": f"{mark}课文这样说{text}",
            "origin": "sibling",
        }
        for i, text in enumerate(texts)
    ]


# One of each kind; `mark` goes into everything that tells a key.
def contents(mark=""):
    return {
        "single": {
            "stem": "议事会多久开一次？",
            "options": options("每月", "每周", "每季度", "每年", mark=mark),
        },
        "multiple": {
            "stem": "下列哪些是课文讲的办法？",
            "options": options("先商量", "再表决", "先表决", "后公开", keys=(0, 1, 3), mark=mark),
        },
        "judge": {
            "stem": "邻里的事由一个人决定。",
            "truth": False,
            "options": [],
        },
        "blank": {
            "stem": "议事要先____，再____。",
            "accepted": [[f"{mark}商量", "商議"], [f"{mark}表决"]],
        },
        "match": {
            "stem": "把事情和它的做法连起来。",
            "pairs": [["开会", "每月一次"], ["记录", "人人看得见"]],
            "extra_right": ["不公开"],
        },
        "short": {"stem": "您怎样看议事？", "checklist": [f"{mark}商量"]},
    }


def make_item(edition, kind="single", number=1, *, mark="", **fields):
    """An item with a sentence of its own as evidence."""
    key = f"{kind}-{number}"
    fact = Fact.objects.create(lesson_id=edition.lesson_id, key=f"fact-{key}", kind="definition")
    content = contents(mark)[kind]
    if kind == "judge":
        content["truth"] = number % 2 == 0
    item = Item.objects.create(
        lesson_id=edition.lesson_id,
        fact=fact,
        key=key,
        kind=kind,
        explanation=f"{mark}课文里有原话。",
        created_at=NOW,
        **{**content, "stem": f"{content['stem']}（{number}）", **fields},
    )
    quote = SENTENCES[edition.item_places.count()]
    start = edition.text.index(quote)
    section = edition.sections.filter(start__lte=start, end__gt=start).order_by("-level").first()
    ItemPlace.objects.create(
        item=item,
        edition=edition,
        section_key=section.key,
        position=start,
        evidence=[{"start": start, "end": start + len(quote), "quote": quote}],
    )
    return item


KINDS = ("single", "multiple", "judge", "blank", "match")


def make_paper(edition=None, *, each=1, kinds=KINDS, mark="", now=NOW, **rules):
    """A paper over `each` items of every kind; a new lesson unless an edition is given."""
    edition = edition or make_edition()
    for kind in kinds:
        for number in range(1, each + 1):
            make_item(edition, kind, number, mark=mark)
    edition.generated_at = now
    edition.save(update_fields=["generated_at"])
    return Paper.objects.create(edition=edition, **{"count": 10, **rules})


def start(learner, paper, *, now=NOW, seed=SEED):
    return attempts.start_attempt(learner, paper, now=now, seed=seed)


def right_value(attempt, question):
    """What is right, read from the keys as no page may."""
    key = attempt.keys["items"][question["id"]]
    match question["kind"]:
        case "single":
            return key["right"][0]
        case "multiple":
            return list(key["right"])
        case "judge":
            return key["truth"]
        case "blank":
            return [words[0] for words in key["accepted"]]
        case "match":
            return dict(key["pairs"])


def wrong_value(attempt, question):
    key = attempt.keys["items"][question["id"]]
    match question["kind"]:
        case "single":
            return next(o["id"] for o in question["options"] if o["id"] not in key["right"])
        case "multiple":
            return [o["id"] for o in question["options"]]
        case "judge":
            return not key["truth"]
        case "blank":
            return ["随便"] * question["blanks"]
        case "match":
            spare = {r["id"] for r in question["rights"]} - set(key["pairs"].values())
            return {left["id"]: min(spare) for left in question["lefts"]}


def question(attempt, kind):
    return next(q for q in attempt.snapshot if q["kind"] == kind)


def save(attempt, asked, value, *, rev=1, now=NOW, event_id=None, actor=None):
    return attempts.save_response(
        actor or attempt.learner,
        attempt,
        asked["id"],
        event_id=event_id or uuid.uuid4(),
        rev=rev,
        value=value,
        now=now,
    )


def answer_all(attempt, *, wrong=(), skip=(), now=NOW):
    for asked in attempt.snapshot:
        if asked["kind"] in skip:
            continue
        pick = wrong_value if asked["kind"] in wrong else right_value
        save(attempt, asked, pick(attempt, asked), now=now)
