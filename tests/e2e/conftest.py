"""Fixtures of browser tests: a reader's browser speaks Chinese, and `site` is where it looks."""

import pytest


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
