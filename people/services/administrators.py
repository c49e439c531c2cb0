"""The first administrator: an account without a password and a link that sets it once."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from people.models import Role, User
from people.services.members import create_person, grant_role
from people.services.password_links import make_link


@transaction.atomic
def create_administrator(username: str, display_name: str, *, now: dt.datetime) -> str:
    """Returns the link; for an account that exists already it gives the role and a new link."""
    person = User.objects.filter(username__iexact=username).first() or create_person(
        None, username=username, display_name=display_name, branch=None, now=now
    )
    grant_role(None, person, Role.Kind.ADMINISTRATOR, now=now)
    return f"{settings.BASE_URL}{make_link(None, person, now=now)}"
