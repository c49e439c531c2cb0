"""Letters of a site without a mail server."""

from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMessage, get_connection


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "common.mail_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def test_letters_of_one_second_are_a_file_each(folder):
    people = {f"{number}@example.org" for number in range(50)}
    for person in sorted(people):
        # A connection each, freed before the next one takes its place in memory, as the loops do.
        connection = get_connection(timeout=5)
        connection.open()
        assert connection.send_messages([EmailMessage("学习提醒", "还差一节", to=[person])]) == 1
        connection.close()
    letters = [
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.iterdir()
    ]
    assert {letter["To"] for letter in letters} == people
    assert {letter["Subject"] for letter in letters} == {"学习提醒"}
    assert {letter.get_content().strip() for letter in letters} == {"还差一节"}
    assert {path.suffix for path in folder.iterdir()} == {".eml"}


def test_a_folder_that_cannot_be_made_is_said_before_sending(folder):
    folder.write_text("a file in its place")
    with pytest.raises(OSError):
        get_connection().open()
