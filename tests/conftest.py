"""Fixtures every test may use: the real browser; the services come from tests/services.py."""

import pytest
from django.test import Client

from config.launching.browser import FLAGS, find_chromium
from tests.cast import make_cast
from tests.running import RunningSite


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Playwright drives the Chromium found here; without one a browser test fails, loudly."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("no Chromium: `python3 run.py test` installs one, or set CHROMIUM")
    return {**browser_type_launch_args, "executable_path": str(chromium), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """The whole site with its demo, on services of its own: what a newcomer's first start makes."""
    with RunningSite(tmp_path_factory.mktemp("demo") / "var").start() as site:
        yield site


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def client_of(cast):
    """`client_of("secretary")`: a client signed in as that member of the cast."""

    def make(name):
        client = Client()
        client.force_login(cast[name])
        return client

    return make
