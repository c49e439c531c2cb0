"""Letters as files, one each: the mail of a site without a mail server."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class EmailBackend(BaseEmailBackend):
    """Writes each letter whole to an `.eml` file of its own in `EMAIL_FILE_PATH`.

    Django's own file backend names its files by the second and the address of an object in
    memory, which the next letter may have again: two letters then share one file, and whoever
    opens it sees the first only.
    """

    def open(self) -> bool:
        """Makes the folder; an OSError means that no letter can be left here."""
        Path(settings.EMAIL_FILE_PATH).mkdir(parents=True, exist_ok=True)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.open()
        for message in email_messages:
            _write(message)
        return len(email_messages)


def _write(message: EmailMessage) -> None:
    """Under a hidden name first, so that nobody reads half a letter."""
    folder = Path(settings.EMAIL_FILE_PATH)
    name = f"{timezone.localtime():%Y%m%d-%H%M%S}-{uuid.uuid4().hex}.eml"
    draft = folder / f".{name}"
    draft.write_bytes(message.message().as_bytes())
    draft.replace(folder / name)
