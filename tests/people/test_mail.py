"""Account mails are rows first; the loop sends each once."""

import datetime as dt
import socket

import pytest
from aiosmtpd.controller import Controller
from django.core import mail as outbox
from django.urls import reverse

from people.models import OutgoingMail
from people.services.mail import claim_mail, send_mail, send_one
from tests.cast import NOW, make_user


def test_a_password_reset_writes_a_row_and_the_loop_sends_it(db, client):
    make_user("someone", email="someone@example.org")
    client.post(reverse("account_reset_password"), {"email": "someone@example.org"})
    row = OutgoingMail.objects.get()
    assert row.state == "due"
    assert not outbox.outbox
    later = row.due_at + dt.timedelta(seconds=1)
    assert send_mail(later) == 1
    assert send_mail(later) == 0
    assert [message.to for message in outbox.outbox] == [["someone@example.org"]]
    row.refresh_from_db()
    assert row.state == "sent"


class Refusing:
    """A mail server that answers as told."""

    def __init__(self, answer):
        self.answer = answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd asks for it)
        return self.answer


@pytest.mark.parametrize(("answer", "state"), [("451 later", "due"), ("250 OK", "sent")])
def test_a_refusal_that_may_pass_is_tried_again_later(db, settings, answer, state):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(Refusing(answer), hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        row = OutgoingMail.objects.create(
            to="a@example.org", subject="s", text="t", created_at=NOW, due_at=NOW
        )
        send_one(claim_mail(NOW), NOW)
    finally:
        server.stop()
    row.refresh_from_db()
    assert (row.state, row.tries) == (state, 1)
    assert (row.due_at > NOW) == (state == "due")


def test_what_died_while_sending_is_unsure_and_never_sent_again(db):
    row = OutgoingMail.objects.create(
        to="a@example.org", subject="s", text="t", created_at=NOW, due_at=NOW
    )
    claim_mail(NOW)
    assert send_mail(NOW + dt.timedelta(minutes=5)) == 0
    row.refresh_from_db()
    assert row.state == "unsure"
    assert not outbox.outbox
