"""The question whether the site can serve: answered with a status, and not an error of the log."""

import logging

import pytest

pytestmark = pytest.mark.django_db


def test_a_site_that_is_not_ready_says_so_without_an_error_in_the_log(client, settings, caplog):
    settings.DEMO_FILE = "/nowhere/demo"
    with caplog.at_level(logging.INFO):
        reply = client.get("/healthz")
    assert (reply.status_code, reply.json()) == (503, {"ready": False, "missing": "demo"})
    assert [record for record in caplog.records if record.name == "django.request"] == []
