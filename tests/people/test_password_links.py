"""One-time links that set a password: who may make one, what it opens, when it is void."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import check_password
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import AuditEvent, OutgoingMail, PasswordLink, Role, User
from people.services.administrators import create_administrator
from people.services.members import end_role, grant_role
from people.services.password_links import LinkClosed, make_link, may_make_link, open_link
from tests.cast import PASSWORD, give_role, make_branch, make_user

NEW = "a-long-enough-pass-phrase"
FORM = {"password1": NEW, "password2": NEW}


def link_page(person):
    return reverse("people:password-link", args=[person.pk])


def made(client, person):
    """The link that the page shows after its button was pressed."""
    assert client.post(link_page(person)).status_code == 302
    return client.get(link_page(person)).context["link"]


@pytest.mark.parametrize(
    ("actor", "person", "may"),
    [
        ("secretary", "learner", True),
        ("secretary", "stranger", False),
        ("secretary", "secretary", False),  # oneself
        ("secretary", "upper_secretary", False),
        ("sibling_secretary", "learner", False),
        ("upper_secretary", "learner", True),
        ("upper_secretary", "secretary", True),  # of a lower branch
        ("upper_secretary", "editor", False),  # site-wide
        ("upper_secretary", "administrator", False),
        ("administrator", "upper_secretary", True),
        ("administrator", "administrator", False),  # oneself
        ("learner", "second_learner", False),
        ("editor", "learner", False),
    ],
)
def test_who_may_make_a_link_for_whom(cast, actor, person, may):
    assert may_make_link(cast[actor], cast[person]) is may
    if not may:
        with pytest.raises(PermissionDenied):
            make_link(cast[actor], cast[person], now=timezone.now())


def test_an_equal_or_higher_role_closes_the_way_even_before_it_begins(cast):
    equal = make_user("equal", "何桂芳", cast.branch)
    role = give_role(equal, "secretary", cast.branch)
    assert not may_make_link(cast.secretary, equal)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    Role.objects.filter(pk=role.pk).update(starts_on=tomorrow)
    assert not may_make_link(cast.secretary, equal)
    group = make_branch("第一小组", cast.branch, kind="group")
    Role.objects.filter(pk=role.pk).update(branch=group)
    assert may_make_link(cast.secretary, equal)


def test_the_link_sets_the_password_once_and_leaves_a_trace(cast, client_of, client):
    link = made(client_of("secretary"), cast.learner)
    assert client.get(link).status_code == 200
    assert "learner" in client.get(link).content.decode()
    signed_in = client_of("learner")
    done = client.post(link, FORM)
    assert done.url == reverse("account_login")
    assert check_password(NEW, User.objects.get(pk=cast.learner.pk).password)
    assert signed_in.get("/").status_code == 302, "other sessions end"
    assert client.get(link).status_code == 410
    assert client.post(link, FORM).status_code == 410
    made_event = AuditEvent.objects.get(kind="password_link.made")
    assert (made_event.actor, made_event.branch) == (cast.secretary, cast.branch)
    assert AuditEvent.objects.filter(kind="password.changed", actor=cast.learner).exists()


def test_a_person_with_an_address_is_told(cast, client_of, client):
    User.objects.filter(pk=cast.learner.pk).update(email="learner@example.org")
    client.post(made(client_of("secretary"), cast.learner), FORM)
    assert OutgoingMail.objects.get().to == "learner@example.org"


@pytest.mark.parametrize(
    "what", ["a new one is made", "a password is set", "a day goes by", "the maker's right ends",
             "the person rises", "the person is shut out"],
)  # fmt: skip
def test_what_makes_a_link_void(cast, client, what):
    now = timezone.now()
    link = make_link(cast.secretary, cast.learner, now=now)
    token = link.rstrip("/").rpartition("/")[2]
    assert open_link(cast.learner.pk, token, now=now) == cast.learner
    later = now
    if what == "a new one is made":
        make_link(cast.upper_secretary, cast.learner, now=now)
    elif what == "a password is set":
        cast.learner.set_password(PASSWORD)
        cast.learner.save()
    elif what == "a day goes by":
        later += dt.timedelta(hours=24)
    elif what == "the maker's right ends":
        end_role(cast.administrator, cast.secretary.roles.get(), now=now)
    elif what == "the person rises":
        grant_role(cast.administrator, cast.learner, "editor", now=now)
    else:
        User.objects.filter(pk=cast.learner.pk).update(is_active=False)
    with pytest.raises(LinkClosed):
        open_link(cast.learner.pk, token, now=later)


def test_only_a_hash_is_kept_and_the_page_forgets(cast, client_of, client, settings):
    secretary = client_of("secretary")
    link = made(secretary, cast.learner)
    token = link.rstrip("/").rpartition("/")[2]
    assert token not in PasswordLink.objects.get().token_hash
    # Another script is another load of the page; another person in this browser sees nothing.
    assert secretary.get(link_page(cast.learner)).context["link"] == link
    cookie = secretary.cookies["password-link"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 600
    assert cookie["path"] == link_page(cast.learner)
    upper = client_of("upper_secretary")
    upper.cookies["password-link"] = cookie.value
    assert upper.get(link_page(cast.learner)).context["link"] == ""


def test_a_refused_password_keeps_the_link(cast, client_of, client):
    link = made(client_of("secretary"), cast.learner)
    refused = client.post(link, {"password1": "short", "password2": "short"})
    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert client.post(link, FORM).status_code == 302


def test_whoever_is_signed_in_does_not_use_it_up(cast, client_of):
    secretary = client_of("secretary")
    link = made(secretary, cast.learner)
    page = secretary.post(link, FORM)
    assert "现在登录的是陈建国" in page.content.decode()
    assert check_password(PASSWORD, User.objects.get(pk=cast.learner.pk).password)


def test_the_person_page_shows_the_way_to_those_who_may(cast, client_of):
    def page(actor, person):
        return client_of(actor).get(reverse("progress:person-detail", args=[person.pk]))

    assert link_page(cast.learner) in page("secretary", cast.learner).content.decode()
    assert link_page(cast.editor) not in page("upper_secretary", cast.editor).content.decode()
    assert link_page(cast.editor) in page("administrator", cast.editor).content.decode()


def test_the_first_administrator_gets_such_a_link(db, client):
    link = create_administrator("root", "管理员", now=timezone.now())
    assert client.post(link, FORM).status_code == 302
    assert check_password(NEW, User.objects.get(username="root").password)


def test_a_person_made_in_the_admin_gets_a_link_shown(cast, client_of):
    desk = client_of("administrator")
    form = {
        "display_name": "孙秀英", "username": "sun", "is_active": "on",
        **{f"{prefix}-{name}": 0 for prefix in ("memberships", "roles")
           for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }  # fmt: skip
    reply = desk.post("/admin/people/user/add/", form, follow=True)
    person = User.objects.get(username="sun")
    assert not person.has_usable_password()
    assert reply.redirect_chain[-1][0] == link_page(person)
    assert Client().post(reply.context["link"], FORM).status_code == 302
