"""Fixtures of browser tests: a reader's browser speaks Chinese, and `site` is where it looks."""

import time

import pytest
from django.db import connection

_BUSY = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND (state = 'active' OR state LIKE 'idle in transaction%')
"""
_QUIET, _CHECKS, _PAUSE = 3, 200, 0.025  # checks in a row, at most, seconds between them


@pytest.fixture(scope="session")
def base_url():
    """None; pytest-playwright's own fixture of this name makes pytest 9 warn, and so fail."""
    return


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def site(live_server):
    """The address of the site under test, without a slash at its end."""
    return live_server.url


@pytest.fixture(autouse=True)
def quiet_server(transactional_db):
    """Before the tables are emptied the server has done with what the closed page still sent.

    A page may save until it is closed; emptying the tables under such a request is a deadlock.
    """
    yield
    quiet = 0
    for _ in range(_CHECKS):
        with connection.cursor() as cursor:
            cursor.execute(_BUSY)
            quiet = 0 if cursor.fetchone()[0] else quiet + 1
        if quiet == _QUIET:
            return
        time.sleep(_PAUSE)
