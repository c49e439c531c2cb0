"""Invitation links: made for one's own subtree, used up, revoked, expired."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse, reverse_lazy

from people.models import AuditEvent, Invitation, Membership, User
from people.services import invitations
from tests.cast import NOW, make_user

SIGN_UP = {
    "display_name": "新同志",
    "username": "newcomer",
    "password1": "a-long-enough-pass-phrase",
    "password2": "a-long-enough-pass-phrase",
}


LIST = reverse_lazy("people:invitation-list")


def made(client, branch, **form):
    """The link that the page shows after one was made."""
    reply = client.post(LIST, {"branch": branch.pk, "max_uses": 1, "days": 7, **form})
    assert reply.status_code == 302
    return client.get(LIST).context["link"]


def test_link_leads_through_sign_up_into_the_branch(client_of, cast, client):
    link = made(client_of("secretary"), cast.branch, note="小新")
    assert link.startswith("http://testserver/join/")
    assert link.encode() not in client_of("secretary").get(LIST).content

    first = client.get(link)
    assert first.url == reverse("account_signup")
    done = client.post(reverse("account_signup"), SIGN_UP)
    assert done.status_code == 302, done.context["form"].errors
    newcomer = User.objects.get(username="newcomer")
    assert newcomer.current_branch == cast.branch
    assert newcomer.display_name == "新同志"
    assert AuditEvent.objects.filter(kind="invitation.accepted", actor=newcomer).exists()
    assert Client().get(link).status_code == 410


def test_sign_up_without_a_link_is_closed(db, client):
    page = client.post(reverse("account_signup"), SIGN_UP)
    assert not User.objects.filter(username="newcomer").exists()
    assert page.status_code == 200


@pytest.mark.parametrize("why", ["expired", "revoked", "used"])
def test_closed_links_say_what_to_do(cast, client, why):
    row, token = invitations.create_invitation(cast.secretary, cast.branch, now=NOW)
    if why == "expired":
        with pytest.raises(invitations.InvitationClosed):
            invitations.open_invitation(token, now=NOW + dt.timedelta(days=8))
    elif why == "revoked":
        invitations.revoke_invitation(cast.secretary, row, now=NOW)
    else:
        person = make_user("p")
        invitations.accept_invitation(person, token, now=NOW)
    page = client.get(reverse("people:join", args=[token]))
    assert page.status_code == 410
    assert "请向发链接的书记要一个新的" in page.content.decode()


def test_secretary_cannot_invite_into_a_sibling_branch(cast, client_of):
    with pytest.raises(PermissionDenied):
        invitations.create_invitation(cast.secretary, cast.sibling, now=NOW)
    page = client_of("secretary").post(
        reverse("people:invitation-list"),
        {"branch": cast.sibling.pk, "max_uses": 1, "days": 7},
    )
    assert "branch" in page.context["form"].errors
    assert not Invitation.objects.exists()


def test_sibling_secretary_neither_sees_nor_revokes(cast, client_of):
    row, _token = invitations.create_invitation(
        cast.secretary, cast.branch, now=NOW, note="只给一支部看"
    )
    client = client_of("sibling_secretary")
    assert "只给一支部看" not in client.get(reverse("people:invitation-list")).content.decode()
    assert client.post(reverse("people:invitation-revoke", args=[row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.revoked_at is None
    client_of("upper_secretary").post(reverse("people:invitation-revoke", args=[row.pk]))
    row.refresh_from_db()
    assert row.revoked_at is not None


@pytest.mark.django_db(transaction=True)
def test_last_use_goes_to_one_of_many_at_once(cast):
    _row, token = invitations.create_invitation(cast.secretary, cast.branch, now=NOW)
    people = [make_user(f"p{i}") for i in range(8)]

    def accept(person):
        try:
            invitations.accept_invitation(person, token, now=NOW)
        except invitations.InvitationClosed:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(accept, people)) == 1
    assert Membership.objects.filter(person__in=people).count() == 1


def test_list_costs_the_same_for_one_row_and_twenty(
    cast, client_of, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of("secretary")
    invitations.create_invitation(cast.secretary, cast.branch, now=NOW)
    with django_assert_max_num_queries(8) as one:
        client.get(reverse("people:invitation-list"))
    for _ in range(19):
        invitations.create_invitation(cast.secretary, cast.branch, now=NOW)
    with django_assert_num_queries(len(one)):
        client.get(reverse("people:invitation-list"))


def test_the_links_of_a_former_secretary_let_nobody_in(cast, client):
    _row, token = invitations.create_invitation(cast.secretary, cast.branch, now=NOW)
    assert invitations.open_invitation(token, now=NOW)
    role = cast.secretary.roles.get()
    role.ends_on = role.starts_on
    role.save()
    with pytest.raises(invitations.InvitationClosed):
        invitations.open_invitation(token, now=NOW)
    assert client.get(reverse("people:join", args=[token])).status_code == 410


def test_a_link_may_be_looked_at_before_it_is_opened(client, db):
    assert client.head(reverse("people:join", args=["nothing"])).status_code == 410


def test_the_link_outlives_a_change_of_script_but_not_its_revocation(client_of, cast):
    client = client_of("secretary")
    link = made(client, cast.branch)
    client.post("/display/", {"language": "zh-hant", "next": LIST})
    page = client.get(LIST)
    assert page.context["link"] == link
    assert 'lang="zh-Hant"' in page.content.decode()
    assert "data-copy=" in page.content.decode()
    assert link.rpartition("/join/")[2].strip("/") not in str(dict(client.session)), "a hash only"
    client.post(reverse("people:invitation-revoke", args=[Invitation.objects.get().pk]))
    assert client.get(LIST).context["link"] == ""


def test_sign_up_names_the_branch_and_leads_to_the_privacy_text(client_of, cast, client):
    client.get(made(client_of("secretary"), cast.branch))
    page = client.get(reverse("account_signup")).content.decode()
    assert "注册以后就加入第一党支部" in page
    form = page[page.index('action="/accounts/signup/"') :]
    assert reverse("people:privacy") in form[: form.index("</form>")]


def test_the_only_branch_is_chosen_already(client_of, cast):
    page = client_of("secretary").get(LIST)
    assert [value for value, _label in page.context["form"].fields["branch"].choices] == [
        cast.branch.pk
    ]
