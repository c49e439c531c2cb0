"""What is kept about signing in and out, refusals and new passwords."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import AuditEvent
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def kinds():
    return list(AuditEvent.objects.order_by("pk").values_list("kind", "actor", "subject"))


def test_signing_in_and_out_is_kept_with_the_address(cast):
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.post(LOGIN, {"login": "learner", "password": PASSWORD})
    client.post(reverse("account_logout"))
    who = cast.learner.pk
    assert kinds() == [("session.started", who, "周玉兰"), ("session.ended", who, "周玉兰")]
    assert set(AuditEvent.objects.values_list("address", flat=True)) == {"192.0.2.7"}


@pytest.mark.parametrize(
    ("login", "subject"), [("learner", "周玉兰"), ("my-password-typed-here", ""), ("a\0b", "")]
)
def test_a_refusal_names_the_account_and_never_what_was_typed(cast, login, subject):
    Client().post(LOGIN, {"login": login, "password": "not-the-right-one"})
    assert set(kinds()) <= {("session.refused", None, subject)}
    assert bool(kinds()) == ("\0" not in login)
    assert "typed" not in str(AuditEvent.objects.values_list())


def test_a_new_password_is_kept(cast):
    client = Client()
    client.force_login(cast.learner)
    form = {"oldpassword": PASSWORD, "password1": "a-newer-long-phrase"}
    client.post(reverse("account_change_password"), {**form, "password2": form["password1"]})
    assert ("password.changed", cast.learner.pk, "周玉兰") in kinds()
