"""Pages that move a person to another branch and give or end a role."""

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import AuditEvent, Role, User
from tests.cast import give_role, make_branch


def move_page(person):
    return reverse("people:person-move", args=[person.pk])


def roles_page(person):
    return reverse("people:role-list", args=[person.pk])


def offered(page):
    return [str(label).strip() for value, label in page.context["form"].fields["branch"].choices
            if value]  # fmt: skip


def test_a_move_is_offered_only_where_both_ends_are_ones_own(cast, client_of):
    upper = client_of("upper_secretary")
    assert offered(upper.get(move_page(cast.learner))) == ["梧桐里街道党工委", "第二党支部"]
    done = upper.post(move_page(cast.learner), {"branch": cast.sibling.pk}, follow=True)
    assert "周玉兰从今天起属于第二党支部" in done.content.decode()
    assert User.objects.get(pk=cast.learner.pk).current_branch == cast.sibling
    assert AuditEvent.objects.filter(kind="person.moved", actor=cast.upper_secretary).count() == 1

    client = client_of("secretary")
    assert client.get(move_page(cast.learner)).status_code == 404, "no longer behind this wall"
    page = client.get(move_page(cast.second_learner))
    assert "转出和转入的两头都要归您管" in page.content.decode()
    refused = client.post(move_page(cast.second_learner), {"branch": cast.sibling.pk})
    assert "branch" in refused.context["form"].errors
    assert User.objects.get(pk=cast.second_learner.pk).current_branch == cast.branch


def test_a_closed_branch_is_no_target(cast, client_of):
    cast.sibling.closed_on = timezone.localdate()
    cast.sibling.save()
    assert offered(client_of("upper_secretary").get(move_page(cast.learner))) == [
        "梧桐里街道党工委"
    ]


def test_a_secretary_gives_and_ends_roles_below_only(cast, client_of):
    group = make_branch("第一小组", cast.branch, kind="group")
    client = client_of("secretary")
    page = client.get(roles_page(cast.learner))
    assert "kind" not in page.context["form"].fields
    assert offered(page) == ["第一小组"]
    assert client.post(roles_page(cast.learner), {"branch": group.pk}).status_code == 302
    role = Role.objects.of(cast.learner).get()
    assert (role.kind, role.branch, role.granted_by) == ("secretary", group, cast.secretary)
    assert AuditEvent.objects.filter(kind="role.granted", actor=cast.secretary).exists()
    twice = client.post(roles_page(cast.learner), {"branch": group.pk})
    assert "已经有这个职务了" in twice.content.decode()
    higher = client.post(
        roles_page(cast.learner), {"branch": cast.branch.pk, "kind": "administrator"}
    )
    assert "branch" in higher.context["form"].errors
    assert Role.objects.of(cast.learner).count() == 1

    client.post(reverse("people:role-end", args=[role.pk]))
    role.refresh_from_db()
    assert role.ends_on is not None
    assert not User.objects.get(pk=cast.learner.pk).current_roles


def test_a_secretary_of_a_branch_without_any_below_is_told_who_gives_roles(cast, client_of):
    page = client_of("secretary").get(roles_page(cast.learner))
    assert "职务由上级组织的书记或管理员来定" in page.content.decode()


def test_an_equal_is_neither_given_nor_ended(cast, client_of):
    role = give_role(cast.learner, "secretary", cast.branch)
    client = client_of("secretary")
    page = client.get(roles_page(cast.learner)).content.decode()
    assert reverse("people:role-end", args=[role.pk]) not in page
    assert client.post(reverse("people:role-end", args=[role.pk])).status_code == 403
    role.refresh_from_db()
    assert role.ends_on is None


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"kind": "secretary", "branch": ""}, "branch"),
        ({"kind": "editor", "branch": "branch"}, "branch"),
        ({"kind": "", "branch": ""}, "kind"),
        ({"kind": "emperor", "branch": ""}, "kind"),
    ],
)
def test_an_administrator_is_told_what_does_not_fit(cast, client_of, form, field):
    if form["branch"]:
        form = {**form, "branch": cast.branch.pk}
    page = client_of("administrator").post(roles_page(cast.learner), form)
    assert field in page.context["form"].errors
    assert not Role.objects.of(cast.learner).exists()


def test_an_administrator_gives_any_role_but_none_to_oneself(cast, client_of):
    client = client_of("administrator")
    client.post(roles_page(cast.learner), {"kind": "editor", "branch": ""})
    assert User.objects.get(pk=cast.learner.pk).is_editor
    assert client.get(roles_page(cast.administrator)).status_code == 403
    own = cast.administrator.roles.get()
    assert client.post(reverse("people:role-end", args=[own.pk])).status_code == 403


def test_the_last_administrator_cannot_be_ended_by_a_former_one(cast, client_of):
    other = give_role(cast.second_learner, "administrator")
    client = client_of("administrator")
    client.post(reverse("people:role-end", args=[other.pk]))
    other.refresh_from_db()
    assert other.ends_on is not None


def test_both_pages_cost_the_same_whatever_the_number(
    cast, client_of, django_assert_max_num_queries
):
    for number in range(20):
        branch = make_branch(f"小组{number}", cast.branch, kind="group")
        give_role(cast.learner, "secretary", branch)
    client = client_of("upper_secretary")
    with django_assert_max_num_queries(20):
        client.get(roles_page(cast.learner))
    with django_assert_max_num_queries(20):
        client.get(move_page(cast.learner))
