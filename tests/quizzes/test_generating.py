"""What a publication leads to: facts, items, places and a paper; once, again, and when it fails."""

import dataclasses
import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lessons.models import Edition
from quizzes.generation.quiz import Coverage, Evidence, Fact, Item, Option, Quiz
from quizzes.models import Fact as FactRow
from quizzes.models import FactPlace, ItemPlace, ItemVersion, Paper
from quizzes.models import Item as ItemRow
from quizzes.services import generating, storing
from tests.cast import NOW
from tests.factories import make_edition, make_lesson, make_outline
from tests.quizzes import asking

SECOND = dt.timedelta(seconds=1)
# Rich enough for the real generator: sources, lists, roles, a shift.
PARTS = (
    (1, "一、", "一", "社会工作的意义", []),
    (2, "（一）", "一", "健全工作机制", [
        ("党的二十届三中全会提出“健全吸纳民意、汇集民智工作机制”。党的二十大报告强调“完善社会治理体系”。"
        "党的十八届三中全会提出“创新社会治理体制”。"),
        ("做好人民建议征集，一是要健全工作制度，建立完善多样化的民意收集机制。二是要完善民意处理机制，"
        "明确办理责任，根据“谁主管、谁承办、谁负责”的原则，细化办理流程和工作要求。三是要强化民意转化机制，"
        "对收集到的民意进行科学论证和分析，理清重要性和紧急性。四是要提升公众参与意识，"
        "通过各种渠道宣传人民建议征集工作的重要意义。"),
    ]),
    (2, "（二）", "二", "理念创新", [
        ("从此，“社会管理”开始向“社会治理”转变。在社会治理主体方面，强调通过加强党委领导，发挥政府主导作用，"
        "鼓励和支持社会各方面参与，实现政府治理和社会自我调节、居民自治良性互动。"),
        ("信访工作是党和政府密切联系群众的桥梁纽带。党的全面领导是社会工作高质量发展的根本保证。"
        "人才队伍建设是推动新时代社会工作高质量发展的关键一环。"),
    ]),
)  # fmt: skip


def item(name, fact="f1", *, text="", quote="每月一次。", kind="single", **fields):
    at = text.index(quote)
    made = {
        "id": name, "kind": kind, "fact": fact, "section": "s3", "stem": f"题{name}",
        "options": tuple(
            Option("abcd"[i], f"项{i}", i == 0, "因为", "sibling") for i in range(4)
        ),
        "accepted": (), "pairs": (), "extra_right": (), "truth": None, "checklist": (),
        "evidence": (Evidence(at, at + len(quote), quote),), "explanation": "说明",
        "rule": "r", "difficulty": 0.3, "thinking": "remember",
    }  # fmt: skip
    return Item(**{**made, **fields})


def quiz(edition, *items, facts=("f1",)):
    at = edition.text.index("每月一次。")
    return Quiz(
        name="lesson.txt", sha256="",
        facts=tuple(Fact(name, "definition", "s3", at, at + 4) for name in facts),
        items=items, coverage=Coverage(1, 1, ()), rejected={}, seconds=0.1,
    )  # fmt: skip


def store(edition, *items, now=NOW, **how):
    storing.store_items(edition, quiz(edition, *items, **how), now=now)


@pytest.fixture
def edition(db):
    return make_edition()


# --- The real generator --------------------------------------------------------------------


def test_publication_becomes_items_with_evidence_in_the_text(db):
    edition = make_edition(make_outline(PARTS, title="社会工作"))
    assert generating.generate_items(NOW) == 1
    edition.refresh_from_db()
    assert edition.generated_at == NOW
    assert edition.generation["items"] == ItemRow.objects.count() >= 5
    sections = set(edition.sections.values_list("key", flat=True))
    for place in ItemPlace.objects.all():
        assert place.section_key in sections
        for one in place.evidence:
            assert edition.text[one["start"] : one["end"]] == one["quote"]
    assert FactPlace.objects.count() == FactRow.objects.count() >= 5
    assert 1 <= Paper.objects.get(edition=edition).count <= 10
    assert generating.generate_items(NOW) == 0


def test_generating_again_changes_no_row(db):
    edition = make_edition(make_outline(PARTS, title="社会工作"))
    seed = generating.seed_of(edition)

    def rows():
        return [
            list(model.objects.order_by("pk").values())
            for model in (ItemRow, ItemPlace, FactRow, FactPlace, Paper)
        ]

    generating.generate_edition(edition, now=NOW, seed=seed)
    first = rows()
    generating.generate_edition(edition, now=NOW + SECOND, seed=seed)
    assert rows() == first
    assert not ItemVersion.objects.exists()


def test_command_makes_items_of_one_lesson(db, capsys):
    lesson = make_lesson(make_outline(PARTS, title="社会工作"))
    call_command("generate", str(lesson.pk))
    assert f"{ItemRow.objects.filter(lesson=lesson).count()}题" in capsys.readouterr().out
    with pytest.raises(CommandError, match="没有已发布的第999999课"):
        call_command("generate", "999999")


# --- Storing -------------------------------------------------------------------------------


def test_untouched_items_take_new_wording_and_keep_the_old_as_a_version(edition):
    store(edition, item("q1", text=edition.text))
    store(edition, item("q1", text=edition.text, stem="新的题干"))
    row = ItemRow.objects.get()
    assert (row.stem, row.version) == ("新的题干", 2)
    old = ItemVersion.objects.get()
    assert (old.version, old.action, old.content["stem"]) == (1, "generated", "题q1")


@pytest.mark.parametrize("state", ["approved", "rejected", "quarantined"])
def test_items_an_editor_judged_stay_as_they_are(edition, state):
    store(edition, item("q1", text=edition.text))
    ItemRow.objects.update(state=state)
    store(edition, item("q1", text=edition.text, stem="新的题干"))
    row = ItemRow.objects.get()
    assert (row.stem, row.state, row.version) == ("题q1", state, 1)


def test_items_an_editor_changed_stay_as_they_are(edition, cast):
    store(edition, item("q1", text=edition.text))
    row = ItemRow.objects.get()
    ItemVersion.objects.create(
        item=row, version=1, content={}, action="edited", made_by=cast.editor, made_at=NOW
    )
    ItemRow.objects.update(stem="编者改的", version=2)
    store(edition, item("q1", text=edition.text, stem="新的题干"))
    store(edition)
    row.refresh_from_db()
    assert row.stem == "编者改的"
    assert row.places.count() == 1


def test_untouched_items_the_generator_no_longer_makes_lose_their_place(edition):
    store(edition, item("q1", text=edition.text), item("q2", text=edition.text))
    store(edition, item("q2", text=edition.text))
    assert list(edition.item_places.values_list("item__key", flat=True)) == ["q2"]
    assert ItemRow.objects.count() == 2


def test_new_edition_adds_places_and_vanished_words_leave_none(edition):
    lesson = edition.lesson
    store(
        edition,
        item("same", text=edition.text),
        item("gone", text=edition.text, quote="人人看得见。"),
        item("approved", text=edition.text, quote="办完要回话。"),
        item("lost", text=edition.text, quote="每月一次。二是要记下来。"),
    )
    ItemRow.objects.filter(key__in=["approved", "lost"]).update(state="approved")
    changed = make_outline(
        (
            (1, "", None, None, ["新的开头。"]),
            (1, "一、", "一", "为什么要议事", []),
            (2, "（一）", "一", "人人有责", ["一是要常开会。每月一次。"]),
            (2, "（二）", "二", "事事有着落", ["先办。", "办完要回话。"]),
        )
    )
    newer = make_edition(changed, lesson=lesson)
    store(newer, item("same", text=newer.text), item("fresh", text=newer.text))
    placed = {place.item.key: place for place in newer.item_places.select_related("item")}
    assert set(placed) == {"same", "fresh", "approved"}
    for place in placed.values():
        for one in place.evidence:
            assert newer.text[one["start"] : one["end"]] == one["quote"]
    section = newer.sections.get(heading="事事有着落")
    assert placed["approved"].section_key == section.key
    assert edition.item_places.count() == 4
    assert ItemRow.objects.count() == 5


def test_storing_costs_the_same_for_one_item_and_many(
    edition, django_assert_num_queries, django_assert_max_num_queries
):
    many = [item(f"q{i}", text=edition.text) for i in range(60)]
    with django_assert_max_num_queries(20) as first:
        store(edition, *many[:1])
    ItemRow.objects.all().delete()
    with django_assert_num_queries(len(first)):
        store(edition, *many)


# --- The paper -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pool", "count"), [(0, 1), (1, 1), (4, 4), (6, 5), (12, 6), (20, 10), (40, 10)]
)
def test_thin_pools_ask_fewer_so_that_a_second_attempt_can_ask_others(db, pool, count):
    edition = roomy_edition(pool)
    assert generating._create_paper(edition).count == count


def test_paper_asks_no_more_than_a_draw_can_give(db):
    """Items of one fact never stand in one paper, however many there are."""
    edition = roomy_edition(20)
    ItemRow.objects.update(fact=FactRow.objects.first())
    assert generating._create_paper(edition).count == 1


def roomy_edition(pool):
    edition = asking.make_edition()
    for number in range(1, pool + 1):
        asking.make_item(edition, asking.KINDS[number % 5], number)
    return edition


def test_new_edition_keeps_the_rules_of_the_old_one(db):
    edition = roomy_edition(0)
    Paper.objects.create(
        edition=edition, count=3, pass_mark=80, attempts_allowed=5, minutes=20,
        has_partial_credit=True,
    )  # fmt: skip
    newer = asking.make_edition(lesson=edition.lesson)
    for number in range(1, 31):
        asking.make_item(newer, asking.KINDS[number % 5], number)
    paper = generating._create_paper(newer)
    assert (paper.count, paper.pass_mark, paper.attempts_allowed) == (3, 80, 5)
    assert (paper.minutes, paper.has_partial_credit) == (20, True)


# --- The loop ------------------------------------------------------------------------------


def break_edition(edition):
    """An outline the generator cannot read, as a damaged row would be."""
    Edition.objects.filter(pk=edition.pk).update(outline={"broken": True})


def test_failing_edition_blocks_no_other_and_is_tried_again_later_and_later(db, caplog):
    broken, whole = make_edition(), make_edition(now=NOW + SECOND)
    good = broken.outline
    break_edition(broken)
    now = NOW + SECOND
    assert generating.generate_items(now) == 1
    whole.refresh_from_db()
    broken.refresh_from_db()
    assert whole.generated_at == now
    assert broken.generated_at is None
    assert broken.generation["failure"]["what"].startswith("KeyError")
    waits = []
    for _ in range(4):
        before = dt.datetime.fromisoformat(broken.generation["not_before"])
        assert generating.generate_items(before - SECOND) == 0
        broken.refresh_from_db()
        assert dt.datetime.fromisoformat(broken.generation["not_before"]) == before
        generating.generate_items(before)
        broken.refresh_from_db()
        waits.append(dt.datetime.fromisoformat(broken.generation["not_before"]) - before)
    assert waits == sorted(waits)
    assert waits[-1] >= 8 * waits[0] / 2
    assert broken.generation["tries"] == 5
    Edition.objects.filter(pk=broken.pk).update(outline=good)
    at = dt.datetime.fromisoformat(broken.generation["not_before"])
    assert generating.generate_items(at) == 1
    broken.refresh_from_db()
    assert "failure" not in broken.generation
    assert "were not made" in caplog.text


def test_edition_whose_worker_died_is_taken_up_when_its_lease_is_over(edition):
    assert generating._claim(edition.pk, NOW) is not None
    assert generating.generate_items(NOW + SECOND) == 0
    assert generating.generate_items(NOW + generating.LEASE) == 1


@pytest.mark.django_db(transaction=True)
def test_many_loops_at_once_make_each_edition_once():
    editions = [make_edition() for _ in range(3)]

    def loop(_number):
        try:
            return generating.generate_items(NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(loop, range(6))) == len(editions)
    assert Paper.objects.count() == len(editions)


@pytest.mark.django_db(transaction=True)
def test_editions_of_one_lesson_made_at_once_and_twice_have_each_row_once():
    first = make_edition(make_outline(PARTS, title="社会工作"))
    turned = make_outline((PARTS[0], *PARTS[:0:-1]), title="社会工作")
    second = make_edition(turned, lesson=first.lesson)

    def run(edition):
        try:
            generating.generate_edition(edition, now=NOW, seed=1)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, (first, second, first, second)))
    keys = list(ItemRow.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys)) >= 5
    for edition in (first, second):
        edition.refresh_from_db()
        assert edition.item_places.count() == edition.generation["items"]


def test_values_and_rows_are_the_same_both_ways(edition):
    from quizzes.values import drawn_of

    made = item("q1", text=edition.text)
    store(edition, made)
    [place] = ItemPlace.objects.select_related("item__fact")
    back = drawn_of(place).value
    assert dataclasses.replace(back, section=made.section) == made
