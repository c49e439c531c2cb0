"""A pytest plugin: the throw-away PostgreSQL and Valkey of one test run, before Django starts."""

import contextlib
import os

import pytest

from config.launching.console import LaunchError
from config.launching.messages import compile_messages
from config.launching.testing import throwaway_services

_stack = contextlib.ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Sets the environment first: pytest-django reads the settings inside this very hook."""
    is_listing = early_config.known_args_namespace.help or early_config.known_args_namespace.version
    if not is_listing:
        try:
            compile_messages()
            services = _stack.enter_context(throwaway_services())
        except LaunchError as reason:
            raise pytest.UsageError(str(reason)) from reason
        os.environ.update(services.environment)
        os.environ["BENKE_ROLE"] = "test"
        # Playwright's own loop makes Django think that the test's thread is asynchronous.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return (yield)


def pytest_unconfigure():
    _stack.close()
