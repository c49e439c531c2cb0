"""Every address has a line in tests/access_matrix.py, and answers each actor as it says."""

import datetime as dt
import re
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from discussions.services.answers import post_answer
from lessons.models import Picture
from people.services.invitations import create_invitation
from people.services.password_links import make_link
from progress.models import Exemption
from progress.services.assignments import assign_lesson
from quizzes.models import Item, ItemReport, Lexicon
from quizzes.services.attempts import start_attempt, submit_attempt
from reminders.tokens import unsubscribe_token
from tests.access_matrix import EVERYONE, ROWS
from tests.factories import make_draft, make_upload
from tests.studying import make_course

# Django's own admin (behind allauth's sign-in, administrators only) and allauth's pages have
# tests of their own.
LINKS = ("people:join", "people:password-set")  # whoever has one may come in; 410 when void
FOREIGN = ("admin", "account", "mfa", "usersessions", "socialaccount", "headless")


def named_patterns(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from named_patterns(pattern, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def ours():
    return sorted({name for name in named_patterns() if not name.startswith(FOREIGN)})


def test_every_address_has_a_line():
    assert set(ours()) - set(ROWS) == set()
    assert set(ROWS) - set(ours()) == set()


@dataclass
class World:
    cast: object
    values: dict
    clients: dict

    def args(self, names):
        return [self.values[name] for name in names]


@pytest.fixture
def world(cast):
    now = timezone.now()
    course = make_course()
    lesson = course.lesson
    due = timezone.localdate() + dt.timedelta(days=9)
    task = assign_lesson(cast.secretary, lesson, cast.branch, due_on=due, now=now)
    answer = post_answer(cast.learner, course.prompts.get(number=1), "我写的一段话。", now=now)
    invitation, token = create_invitation(cast.secretary, cast.branch, now=now, max_uses=99)
    done = start_attempt(cast.learner, course.paper, now=now, seed=1)
    done = submit_attempt(cast.learner, done, now=now)
    attempt = start_attempt(cast.learner, course.paper, now=now, seed=2)
    Picture.objects.create(upload=course.upload, number=1, media_type="image/png", data=b"png")
    exemption = Exemption.objects.create(
        learner=cast.learner, reason="away", starts_on=timezone.localdate()
    )
    clients = {actor: Client() for actor in EVERYONE}
    for actor, client in clients.items():
        client.force_login(cast[actor])
    values = {
        "one": 1,
        "branch": cast.branch.pk,
        "member": cast.learner.pk,
        "lesson": lesson.pk,
        "upload": course.upload_id,
        "assignment": task.pk,
        "exemption": exemption.pk,
        "answer": answer.pk,
        "invitation": invitation.pk,
        "role": cast.secretary.roles.get().pk,
        "password_token": make_link(None, cast.learner, now=now).rstrip("/").rpartition("/")[2],
        "token": token,
        "unsubscribe_token": unsubscribe_token(cast.learner.pk),
        "attempt": attempt.pk,
        "done_attempt": done.pk,
        "question": done.snapshot[0]["id"],
        **extra(cast, course),
    }
    return World(cast, values, clients)


def extra(cast, course):
    """Objects of the editors' desk."""
    item = Item.objects.order_by("pk").first()
    report = ItemReport.objects.create(
        item=item, reported_by=cast.learner, text="看不懂", reported_at=timezone.now()
    )
    lexicon = Lexicon.objects.create(
        word_class="-感", members=["归属感", "认同感"], changed_at=timezone.now()
    )
    return {
        "gift": "gift",
        "item": item.pk,
        "report": report.pk,
        "lexicon": lexicon.pk,
        "draft": make_draft().pk,
        "edition_draft": make_draft(lesson=course.lesson).pk,
        "waiting_upload": make_upload(state="waiting").pk,
    }


def ask(client, method, name, args, form):
    url = reverse(name, args=args)
    return client.get(url) if method == "get" else client.post(url, form)


def answers(world, name):
    """What of a row is not so; whatever it changed is rolled back."""
    row = ROWS[name]
    args = world.args(row.args)
    found = Client().get(reverse(name, args=args)).status_code
    wrong = [] if found == row.anonymous else [f"{name} anonymous: {found}, not {row.anonymous}"]
    for method, expected in (("get", row.get), ("post", row.post)):
        for actor, status in expected.items():
            with transaction.atomic():
                found = ask(world.clients[actor], method, name, args, row.form).status_code
                transaction.set_rollback(True)
            if found != status:
                wrong.append(f"{name} {method} {actor}: {found}, not {status}")
    return wrong


@pytest.mark.parametrize("space", sorted({name.partition(":")[0] for name in ROWS}))
def test_each_actor_gets_what_the_matrix_says(world, space):
    names = [name for name in sorted(ROWS) if name.partition(":")[0] == space]
    assert [line for name in names for line in answers(world, name)] == []


def nowhere(world, row):
    """The row's arguments with every id moved to where nothing is."""
    args = []
    for key, value in zip(row.args, world.args(row.args), strict=True):
        is_kept = key == "one" or (isinstance(value, str) and len(set(row.args)) > 1)
        args.append(value if is_kept else "nonsense" if isinstance(value, str) else value + 10**6)
    return args


def test_an_id_that_does_not_exist_is_404_for_everyone(world):
    wrong = []
    for name, row in ROWS.items():
        method = next((m for m in ("get", "post") if set(getattr(row, m).values()) - {405}), None)
        if not row.args or method is None:
            continue
        for actor in ("administrator", "stranger"):
            with transaction.atomic():
                reply = ask(world.clients[actor], method, name, nowhere(world, row), row.form)
                transaction.set_rollback(True)
            if reply.status_code not in ((410,) if name in LINKS else (403, 404)):
                wrong.append(f"{name} {method} {actor}: {reply.status_code}")
    assert wrong == []


def test_admin_pages_are_for_administrators_behind_allauths_sign_in(world):
    assert Client().get("/admin/").status_code == 302
    for actor in EVERYONE:
        status = world.clients[actor].get("/admin/").status_code
        assert (status == 200) is (actor == "administrator"), actor


def test_every_page_of_the_editors_lights_their_entry(world):
    marked = re.compile(r'<a [^>]*aria-current="(?:page|true)"[^>]*>([^<]+)</a>')
    dark = {}
    for name, row in ROWS.items():
        url = reverse(name, args=world.args(row.args))
        if not url.startswith("/editor/") or row.get.get("editor") != 200:
            continue
        html = world.clients["editor"].get(url).content.decode()
        nav = re.search(r'<nav class="nav".*?</nav>', html, re.DOTALL)
        if nav and marked.findall(nav[0]) != ["编课"]:
            dark[name] = marked.findall(nav[0])
    assert dark == {}
