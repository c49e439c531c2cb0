"""Django's admin pages: refusals in words, rows ended and not deleted, each change kept."""

import datetime as dt
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.admin import site
from django.urls import reverse
from django.utils import timezone

from people.audit_words import KINDS
from people.models import AuditEvent, Branch, Membership, Role, User
from people.services import audit
from quizzes.services.review import APPROVE, QUARANTINE, REJECT, RESTORE
from tests.cast import ACTORS, LONG_AGO, make_user

ROOT = Path(__file__).resolve().parents[2]

DAY = dt.date(2026, 1, 1)
ADD = "/admin/people/user/add/"


def rows(prefix, *forms, kept=0):
    form = {
        f"{prefix}-TOTAL_FORMS": len(forms),
        f"{prefix}-INITIAL_FORMS": kept,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    for number, fields in enumerate(forms):
        form |= {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return form


def person(*, memberships=(), roles=(), username="sun", **fields):
    return {
        "display_name": "孙秀英",
        "username": username,
        "is_active": "on",
        **rows("memberships", *memberships),
        **rows("roles", *roles),
        **fields,
    }


def home(branch, starts=DAY, ends=""):
    return {"branch": branch.pk, "starts_on": starts, "ends_on": ends}


def role(kind, branch=None, starts=DAY):
    return {"kind": kind, "branch": branch.pk if branch else "", "starts_on": starts}


@pytest.fixture
def desk(client_of):
    return client_of("administrator")


def test_a_person_is_made_with_home_and_role_and_each_step_is_kept(desk, cast):
    form = person(memberships=[home(cast.branch)], roles=[role("secretary", cast.branch)])
    assert desk.post(ADD, form).status_code == 302
    made = User.objects.get(username="sun")
    assert made.current_branch == cast.branch
    assert made.secretary_branches == [cast.branch]
    events = AuditEvent.objects.filter(actor=cast.administrator, subject="孙秀英")
    assert set(events.values_list("kind", "branch")) == {
        ("user.created", None),
        ("password_link.made", cast.branch.pk),
        ("membership.granted", cast.branch.pk),
        ("role.granted", cast.branch.pk),
    }
    assert events.get(kind="role.granted").detail["kind"] == "secretary"


def test_a_branch_is_made_with_its_path_and_kept(desk, cast):
    form = {"name": "第三党支部", "kind": "branch", "parent": cast.committee.pk}
    assert desk.post("/admin/people/branch/add/", form).status_code == 302
    made = Branch.objects.get(name="第三党支部")
    assert made.path == f"{cast.committee.path}{made.pk}/"
    assert AuditEvent.objects.filter(kind="branch.created", branch=made).count() == 1


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda c: {"memberships": [home(c.branch), home(c.sibling)]}, "日期重叠了"),
        (
            lambda c: {"memberships": [home(c.branch, ends=LONG_AGO)]},
            "结束日期不能早于开始日期",
        ),
        (lambda c: {"roles": [role("secretary")]}, "书记要选组织"),
        (lambda c: {"roles": [role("editor", c.branch)]}, "书记要选组织"),
        (lambda c: {"roles": [role("editor"), role("editor")]}, "同样的职务"),
        (lambda c: {"username": "LEARNER"}, "登录名已经有人用了"),
    ],
)
def test_what_the_database_would_refuse_is_refused_in_words(desk, cast, make, words):
    before = User.objects.count()
    reply = desk.post(ADD, person(**make(cast)))
    assert reply.status_code == 200
    assert words in reply.content.decode()
    assert User.objects.count() == before


def test_a_move_by_dates_is_let_through_and_kept(desk, cast):
    moved = make_user("moved", "何桂芳", cast.branch)
    old = moved.memberships.get()
    form = person(
        username="moved",
        **rows(
            "memberships",
            {"id": old.pk, "person": moved.pk, **home(cast.branch, LONG_AGO, DAY)},
            {"person": moved.pk, **home(cast.sibling)},
            kept=1,
        ),
    )
    url = reverse("admin:people_user_change", args=[moved.pk])
    assert desk.post(url, form).status_code == 302
    assert User.objects.get(pk=moved.pk).current_branch == cast.sibling
    kinds = AuditEvent.objects.filter(subject=User.objects.get(pk=moved.pk).display_name)
    assert {"membership.changed", "membership.granted"} <= set(kinds.values_list("kind", flat=True))


def test_roles_and_homes_are_ended_not_deleted(desk, cast):
    kept = cast.learner.memberships.get()
    form = person(
        username="learner",
        **rows(
            "memberships",
            {"id": kept.pk, "person": cast.learner.pk, "DELETE": "on", **home(cast.branch)},
            kept=1,
        ),
    )
    desk.post(reverse("admin:people_user_change", args=[cast.learner.pk]), form)
    assert Membership.objects.filter(pk=kept.pk).exists()


def test_administrators_cannot_change_their_own_roles_or_lock_themselves_out(desk, cast):
    mine = cast.administrator.roles.get()
    form = person(
        username="administrator",
        **rows(
            "roles",
            {"id": mine.pk, "person": cast.administrator.pk, **role("administrator"),
             "ends_on": DAY},
            kept=1,
        ),
    )  # fmt: skip
    del form["is_active"]
    desk.post(reverse("admin:people_user_change", args=[cast.administrator.pk]), form)
    assert Role.objects.get(pk=mine.pk).ends_on is None
    assert User.objects.get(pk=cast.administrator.pk).is_active


@pytest.mark.parametrize("name", ["learner", "secretary", "upper_secretary", "editor"])
def test_nobody_else_enters(client_of, name):
    assert client_of(name).get("/admin/people/user/").status_code in (302, 403)


def test_only_pages_that_write_down_what_they_change_are_there():
    """Pages of libraries would change addresses, second factors and groups without a trace."""
    assert set(site._registry) == {User, Branch, AuditEvent}


@pytest.mark.parametrize(
    "path", ["account/emailaddress/", "mfa/authenticator/", "usersessions/usersession/",
             "auth/group/"],
)  # fmt: skip
def test_pages_of_libraries_are_gone(desk, path):
    assert desk.get(f"/admin/{path}").status_code == 404


def test_ones_password_is_changed_on_the_one_page_that_writes_it_down(desk):
    assert desk.get("/admin/password_change/").url == reverse("account_change_password")


PAGES = ["/admin/", ADD, "/admin/people/user/", "/admin/people/branch/",
         "/admin/people/branch/add/", "/admin/people/auditevent/"]  # fmt: skip
# Column heads for screen readers that Django's simplified catalogue does not have yet.
LACKING = {"Model", "name", "link", "Change", "view", "list"}
LATIN = re.compile(r"\b(?!WASD\b)[A-Za-z]{4,}\b")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_the_admin_speaks_chinese(desk, cast, path, language):
    audit.record(cast.administrator, "person.moved", cast.learner, now=timezone.now())
    desk.cookies["display"] = f"language:{language}"
    page = desk.get(path).content.decode()
    shown = re.sub(r"(?s)<(script|style|select).*?</\1>", "", page)
    names = "|".join(ACTORS)
    words = unescape(re.sub(r"<[^>]*>", " ", shown))
    left = set(LATIN.findall(re.sub(names, "", words))) - {"English", *LACKING}
    assert left == set(), f"{path}: {left}"


def test_the_admin_names_things_in_words(desk, cast):
    audit.record(cast.administrator, "person.moved", cast.learner, now=timezone.now())
    page = desk.get("/admin/people/auditevent/?kind=person.moved").content.decode()
    assert "转了组织关系" in page
    assert "周玉兰" in page
    assert "赵文涛" in desk.get("/admin/").content.decode(), "greeted by name"
    desk.cookies["display"] = "language:en"
    page = desk.get("/admin/people/branch/").content.decode()
    assert "Branchs" not in page
    assert "3 branches" in page


def kinds_written():
    """What stands where a service or receiver writes an event down, conditional kinds too."""
    nouns = {kind.partition(".")[0] for kind in KINDS}
    for folder in ("people", "lessons", "quizzes", "discussions", "progress", "reminders"):
        for path in (ROOT / folder).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            if "audit" not in source or path.name == "audit_words.py":
                continue
            for found in re.findall(r'"([a-z_]+\.[a-z_]+)"', source):
                if found.partition(".")[0] in nouns and not found.endswith("_id"):
                    yield found


def test_every_kind_of_event_has_words():
    assert set(kinds_written()) - set(KINDS) == set()
    for action in (APPROVE, REJECT, QUARANTINE, RESTORE):
        assert f"item.{action}" in KINDS
