"""The token of an unsubscribe link: says who, needs no sign-in, can do nothing else."""

from __future__ import annotations

from django.core import signing

SALT = "reminders.unsubscribe"


def unsubscribe_token(learner_id: int) -> str:
    return signing.Signer(salt=SALT).sign(str(learner_id)).replace(":", "~")


def learner_of(token: str) -> int | None:
    """The learner a token names; None when it was not made here."""
    try:
        return int(signing.Signer(salt=SALT).unsign(token.replace("~", ":")))
    except (signing.BadSignature, ValueError):
        return None
