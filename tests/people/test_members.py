"""Roles, home branches and the tree: who may give what, and what constraints end."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from people.models import AuditEvent, Branch, Membership, Role, User
from people.services.branches import create_branch, move_branch
from people.services.members import create_person, end_role, grant_role, move_person
from tests.cast import NOW, give_role, make_branch, make_user


def test_nobody_has_two_home_branches_on_one_day(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=cast.learner, branch=cast.sibling, starts_on=dt.date(2026, 1, 1)
        )


def test_a_move_needs_the_right_at_both_ends(cast):
    with pytest.raises(PermissionDenied):
        move_person(cast.secretary, cast.learner, cast.sibling, now=NOW)
    with pytest.raises(PermissionDenied):
        move_person(cast.sibling_secretary, cast.learner, cast.sibling, now=NOW)
    move_person(cast.upper_secretary, cast.learner, cast.sibling, now=NOW)
    moved = User.objects.get(pk=cast.learner.pk)
    rows = list(moved.memberships.order_by("starts_on"))
    assert [row.branch for row in rows] == [cast.branch, cast.sibling]
    assert rows[0].ends_on == rows[1].starts_on == NOW.date()


def test_moving_twice_on_one_day_keeps_one_relation_for_that_day(cast):
    move_person(cast.administrator, cast.learner, cast.sibling, now=NOW)
    move_person(cast.administrator, cast.learner, cast.branch, now=NOW)
    assert Membership.objects.of(cast.learner).current(NOW.date()).get().branch == cast.branch


@pytest.mark.parametrize(
    ("actor", "kind", "where", "may"),
    [
        ("administrator", "editor", None, True),
        ("administrator", "secretary", "branch", True),
        ("upper_secretary", "secretary", "branch", True),
        ("upper_secretary", "secretary", "committee", False),  # own level
        ("upper_secretary", "editor", None, False),
        ("secretary", "secretary", "branch", False),  # own level
        ("secretary", "secretary", "sibling", False),
        ("learner", "secretary", "branch", False),
        ("editor", "editor", None, False),
    ],
)
def test_who_may_grant_what(cast, actor, kind, where, may):
    branch = getattr(cast, where) if where else None
    if may:
        grant_role(cast[actor], cast.second_learner, kind, branch=branch, now=NOW)
        grant_role(cast[actor], cast.second_learner, kind, branch=branch, now=NOW)
        assert Role.objects.of(cast.second_learner).count() == 1
    else:
        with pytest.raises(PermissionDenied):
            grant_role(cast[actor], cast.second_learner, kind, branch=branch, now=NOW)


def test_nobody_grants_to_oneself(cast):
    with pytest.raises(PermissionDenied):
        grant_role(cast.administrator, cast.administrator, "editor", now=NOW)


def test_an_ended_role_no_longer_holds_on_the_next_request(cast, client_of):
    client = client_of("secretary")
    assert client.get("/invitations/").status_code == 200
    end_role(cast.administrator, cast.secretary.roles.get(), now=dt.datetime.now(dt.UTC))
    assert client.get("/invitations/").status_code == 403


def test_the_last_administrator_stays(cast):
    other = cast.second_learner
    role = give_role(other, "administrator")
    end_role(cast.administrator, role, now=NOW)
    with pytest.raises(ValidationError):
        end_role(None, cast.administrator.roles.get(), now=NOW)


def test_a_moved_branch_takes_all_below_with_it(cast):
    group = make_branch("第一小组", cast.branch, "group")
    general = create_branch(
        cast.administrator, name="总支", kind="general", parent=cast.committee, now=NOW
    )
    move_branch(cast.administrator, cast.branch, general, now=NOW)
    group.refresh_from_db()
    assert group.path == f"{general.path}{cast.branch.pk}/{group.pk}/"
    with pytest.raises(ValidationError):
        move_branch(cast.administrator, general, Branch.objects.get(pk=group.pk), now=NOW)
    with pytest.raises(PermissionDenied):
        move_branch(cast.secretary, cast.branch, cast.committee, now=NOW)


def test_usernames_and_mails_do_not_differ_by_case_only(cast):
    with pytest.raises(ValidationError):
        create_person(
            cast.administrator, username="LEARNER", display_name="x", branch=cast.branch, now=NOW
        )


def test_audit_events_cannot_be_changed(cast):
    grant_role(cast.administrator, cast.learner, "editor", now=NOW)
    event = AuditEvent.objects.get(kind="role.granted")
    event.subject = "别人"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_end_in_one_home(cast):
    def move(branch):
        try:
            move_person(cast.administrator, cast.learner, branch, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(move, [cast.sibling, cast.committee] * 4))
    rows = Membership.objects.filter(person=cast.learner, ends_on=None)
    assert rows.get().branch in (cast.sibling, cast.committee)


def test_the_last_administrator_who_can_sign_in_stays(cast):
    other = make_user("other", "何桂芳", is_active=False)
    give_role(other, "administrator")
    with pytest.raises(ValidationError):
        end_role(None, cast.administrator.roles.get(), now=NOW)
