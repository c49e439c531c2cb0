"""Beat's entries and Celery's settings, on which nothing being lost or doubled rests."""

import os
import signal
import socket
import subprocess
import sys
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from config.celery import app, broker_url
from config.schedule import LONG_AGO, SCHEDULE


@pytest.mark.parametrize("name", SCHEDULE)
def test_entry_names_a_task_ticks_at_once_and_expires_before_the_next(name):
    app.loader.import_default_modules()
    entry = SCHEDULE[name]
    assert entry["task"] in app.tasks
    assert entry["last_run_at"] == LONG_AGO
    assert 0 < entry["options"]["expires"] < entry["schedule"]


def test_messages_are_json_acknowledged_late_and_outlive_the_longest_task():
    conf = app.conf
    assert conf.accept_content == ["json"] and conf.result_backend is None
    assert conf.task_acks_late and conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.task_soft_time_limit < conf.task_time_limit
    assert conf.task_time_limit < conf.broker_transport_options["visibility_timeout"]
    assert not conf.task_publish_retry


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("redis://cache:6379/1", "redis://cache:6379/1"),
        ("unix:///tmp/v.sock?db=0", "redis+socket:///tmp/v.sock?virtual_host=0"),
        ("unix:///tmp/v.sock", "redis+socket:///tmp/v.sock?virtual_host=0"),
        ("unix:///tmp/a%20b.sock?db=3", "redis+socket:///tmp/a%20b.sock?virtual_host=3"),
    ],
)
def test_broker_address_is_said_in_celerys_words(given, wanted):
    assert broker_url(given) == wanted


def freeze_at_first_push(queue, pushing):
    """Passes everything on to Valkey but a push, which gets no answer; sets `pushing` then."""

    def carry(asking):
        with asking, socket.socket(socket.AF_UNIX) as valkey:
            valkey.connect(urlsplit(settings.REDIS_URL).path)
            while asked := asking.recv(65536):
                if b"LPUSH" in asked:
                    pushing.set()
                    pushing.ended.wait(30)
                    return
                valkey.sendall(asked)
                asking.sendall(valkey.recv(65536))

    while True:
        Thread(target=carry, args=[queue.accept()[0]], daemon=True).start()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_beat_ends_when_asked_while_it_waits_for_a_frozen_queue(tmp_path, number):
    pushing = Event()
    pushing.ended = Event()
    queue = socket.socket(socket.AF_UNIX)
    queue.bind(str(tmp_path / "queue"))
    queue.listen()
    Thread(target=freeze_at_first_push, args=[queue, pushing], daemon=True).start()
    beat = subprocess.Popen(
        [sys.executable, "-m", "celery", "--app=config.celery", "beat"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "REDIS_URL": f"unix://{tmp_path}/queue"},
    )
    try:
        assert pushing.wait(20)
        beat.send_signal(number)
        assert beat.wait(10) == 0
    finally:
        beat.kill()
        beat.wait()
        pushing.ended.set()
