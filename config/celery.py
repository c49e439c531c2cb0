"""Celery, which only carries ticks to the worker; what is to be done stands in PostgreSQL."""

import logging
import os
import signal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

from config.schedule import SCHEDULE

IS_WORKER = settings.ROLE == "worker"


def broker_url(redis_url: str) -> str:
    """Celery's spelling of a Redis address; a socket has a scheme of its own there."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = parse_qs(parts.query).get("db", ["0"])[-1]
    return f"redis+socket://{parts.path}?virtual_host={number}"


# Two lines for each tick, several ticks a second: only what goes wrong is worth keeping.
for name in ("celery.worker.strategy", "celery.app.trace"):
    logging.getLogger(name).setLevel(logging.WARNING)

app = Celery("benke")
app.conf.update(
    broker_url=broker_url(settings.REDIS_URL),
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # a queue that is away is waited for, however long
    broker_transport_options={
        # Longer than any task may run: a message is not handed out again while it is worked on.
        "visibility_timeout": 600,
        "socket_connect_timeout": 1,
        # A frozen Redis must not hold who publishes; the worker's own wait for work is longer.
        "socket_timeout": 30 if IS_WORKER else 1,
        "socket_keepalive": True,
    },
    task_publish_retry=False,
    accept_content=["json"],
    task_serializer="json",
    event_serializer="json",
    result_backend=None,
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_time_limit=120,
    task_soft_time_limit=90,
    # Without it a lost connection leaves a task running whose message another worker gets too.
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    worker_max_memory_per_child=400_000,  # KiB; a child that grew is replaced after its task
    enable_utc=True,
    timezone="UTC",
    # In memory: each loop finds its work in rows, so nothing is lost with a beat, and a kill
    # cannot leave a broken file behind.
    beat_scheduler="celery.beat:Scheduler",
    beat_schedule=SCHEDULE,
)
app.autodiscover_tasks()


ALIVE_FILE = os.environ.get("BENKE_ALIVE_FILE")


def tell_alive(**about: object) -> None:
    """Touches the file a container's health check looks at."""
    if ALIVE_FILE:
        Path(ALIVE_FILE).touch()


signals.task_postrun.connect(tell_alive)  # in the worker
signals.before_task_publish.connect(tell_alive)  # in beat


def end_at_once(number: int, frame: object) -> None:
    """Ends beat, which has nothing to save."""
    os._exit(0)


def end_when_asked(**about: object) -> None:
    """Takes the place of Celery's handlers, which raise SystemExit wherever beat happens to be.

    Raised while redis-py reads, it comes out as another error, which the scheduler logs and
    forgets: beat would then outlive the command that started it.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end_at_once)


signals.beat_init.connect(end_when_asked)
