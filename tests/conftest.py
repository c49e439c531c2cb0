"""Fixtures every test may use: the real browser; the services come from tests/services.py."""

import pytest

from config.launching.browser import FLAGS, find_chromium


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Playwright drives the Chromium found here; without one a browser test fails, loudly."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("no Chromium: `python3 run.py test` installs one, or set CHROMIUM")
    return {**browser_type_launch_args, "executable_path": str(chromium), "args": list(FLAGS)}
