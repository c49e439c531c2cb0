"""Account mails: requests write rows, the loop `send_mail` sends them.

A mail may arrive late, never twice: it is marked as sending before the first byte leaves, and
what died in that state is unsure and stays so.
"""

from __future__ import annotations

import datetime as dt
import smtplib

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction

from people.models import OutgoingMail

LEASE = dt.timedelta(minutes=2)
MOST_TRIES = 5


def queue_mail(message: EmailMessage, *, now: dt.datetime) -> None:
    """Writes one row per recipient of a mail that Django or allauth has composed."""
    html = next(
        (str(part[0]) for part in getattr(message, "alternatives", []) if part[1] == "text/html"),
        "",
    )
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            to=to,
            subject=str(message.subject).strip()[:300],
            text=str(message.body),
            html=html,
            created_at=now,
            due_at=now,
        )
        for to in message.to
    )


def claim_mail(now: dt.datetime) -> OutgoingMail | None:
    """Takes one due mail and commits it as sending; None when nothing is due."""
    with transaction.atomic():
        mail = (
            OutgoingMail.objects.select_for_update(skip_locked=True)
            .filter(state=OutgoingMail.State.DUE, due_at__lte=now)
            .order_by("due_at")
            .first()
        )
        if mail is not None:
            mail.state, mail.lease_until, mail.tries = "sending", now + LEASE, mail.tries + 1
            mail.save(update_fields=["state", "lease_until", "tries"])
    return mail


def send_one(mail: OutgoingMail, now: dt.datetime) -> None:
    """Sends a claimed mail and writes down how it ended; a refusal that may pass is tried again."""
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to])
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    state, why, due_at = OutgoingMail.State.SENT, "", mail.due_at
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        why = f"{type(error).__name__}: {error}"[:200]
        is_passing = not isinstance(error, smtplib.SMTPRecipientsRefused) and (
            mail.tries < MOST_TRIES
        )
        state = OutgoingMail.State.DUE if is_passing else OutgoingMail.State.FAILED
        due_at = now + dt.timedelta(minutes=2**mail.tries)
    OutgoingMail.objects.filter(pk=mail.pk, state="sending", tries=mail.tries).update(
        state=state,
        why=why,
        due_at=due_at,
        lease_until=None,
        sent_at=now if state == OutgoingMail.State.SENT else None,
    )


def send_mail(now: dt.datetime, most: int = 200) -> int:
    """Sends what is due, at most `most`; returns how many were tried. Safe to repeat."""
    OutgoingMail.objects.filter(state="sending", lease_until__lt=now).update(
        state=OutgoingMail.State.UNSURE, lease_until=None
    )
    for count in range(most):
        mail = claim_mail(now)
        if mail is None:
            return count
        send_one(mail, now)
    return most
