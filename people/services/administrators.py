"""The first administrator: an account without a password and a link that sets it once."""

from __future__ import annotations

import datetime as dt

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from people.models import Role, User
from people.services.members import create_person, grant_role


@transaction.atomic
def create_administrator(username: str, display_name: str, *, now: dt.datetime) -> str:
    """Returns the link; for an account that exists already it gives the role and a new link.

    The link holds as long as a password reset's and only until a password is set.
    """
    person = User.objects.filter(username__iexact=username).first() or create_person(
        None, username=username, display_name=display_name, branch=None, now=now
    )
    grant_role(None, person, Role.Kind.ADMINISTRATOR, now=now)
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    uid, _dash, token = key.partition("-")
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    return f"{settings.BASE_URL}{path}"
