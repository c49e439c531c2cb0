"""Reminders as e-mail: composed from a template, sent with hard time-outs."""

from __future__ import annotations

import contextlib
import datetime as dt
import smtplib
import threading
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from progress.lessons import due_for
from reminders.models import Preference, Reminder
from reminders.tokens import unsubscribe_token

CONNECT_SECONDS = 5
TOTAL_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: sent, failed, unsure, or due again; with a code and the server's words."""

    state: str
    why: str = ""
    detail: str = ""


def compose(row: Reminder, preference: Preference, now: dt.datetime) -> EmailMultiAlternatives:
    """The mail in the learner's language, with the headers of an automatic message.

    One-click unsubscribing follows RFC 8058: the address acts on POST only.
    """
    zone = ZoneInfo(preference.zone)
    path = reverse("reminders:unsubscribe", args=[unsubscribe_token(row.learner_id)])
    leave = f"{settings.BASE_URL}{path}"
    context: dict[str, Any] = {
        "learner": row.learner,
        "due": due_for(row.learner, now.astimezone(zone).date()),
        "base": settings.BASE_URL,
        "leave": leave,
    }
    with translation.override(preference.language), timezone.override(zone):
        subject = render_to_string("mail/reminder_subject.txt", context).strip()
        text = render_to_string("mail/reminder.txt", context)
        html = render_to_string("mail/reminder.html", context)
    message = EmailMultiAlternatives(
        " ".join(subject.split()),
        text,
        to=[row.learner.email],
        headers={
            "Message-ID": row.message_id,
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(html, "text/html")
    return message


def send(row: Reminder, preference: Preference, now: dt.datetime) -> Outcome:
    """Sends one reminder within 20 seconds and says how it ended."""
    try:
        message = compose(row, preference, now)
        message.message()  # refuses a broken header here, before anything is on the wire
    except Exception as error:  # a poisoned row must not stop those behind it
        return Outcome(Reminder.State.FAILED, "cannot_compose", _words(error))
    connection = get_connection(timeout=CONNECT_SECONDS)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return _refused(error)
    watch = threading.Timer(TOTAL_SECONDS, _cut, [connection])
    watch.start()
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _answered(code, words)
    except smtplib.SMTPResponseException as error:
        return _answered(error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        # Cut somewhere between the first byte and the server's word: nobody can know.
        return Outcome(Reminder.State.UNSURE, "connection_lost", _words(error))
    finally:
        watch.cancel()
        _close(connection)
    return Outcome(Reminder.State.SENT)


def _answered(code: int, words: bytes | str) -> Outcome:
    """What the server's answer means: 4xx may pass, 5xx will not."""
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    detail = f"{code} {said}"[:200]
    if 400 <= code < 500:
        return Outcome(Reminder.State.DUE, "refused_for_now", detail)
    return Outcome(Reminder.State.FAILED, "refused", detail)


def _refused(error: Exception) -> Outcome:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code, error.smtp_error)
    return Outcome(Reminder.State.DUE, "no_server", _words(error))


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _cut(connection: Any) -> None:
    """Ends a conversation that drips: closing the socket makes the send fail at once."""
    sock = getattr(getattr(connection, "connection", None), "sock", None)
    if sock is not None:
        sock.close()


def _close(connection: Any) -> None:
    with contextlib.suppress(OSError, smtplib.SMTPException):
        connection.close()
