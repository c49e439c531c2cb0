"""What beat starts and how often: one entry a loop, each safe to run any number of times."""

from datetime import UTC, datetime

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def every(seconds: int, task: str) -> dict[str, object]:
    """An entry that ticks at once and then every so many seconds.

    A tick expires before the next one comes: after a night without a worker nothing is waiting.
    """
    options = {"expires": seconds * 0.9}
    return {"task": task, "schedule": seconds, "options": options, "last_run_at": LONG_AGO}


SCHEDULE = {
    "plan_reminders": every(60, "reminders.tasks.plan_reminders"),
    "send_reminders": every(60, "reminders.tasks.send_reminders"),
    "close_attempts": every(60, "quizzes.tasks.close_attempts"),
    "fold_completions": every(60, "progress.tasks.fold_completions"),
    "send_mail": every(60, "people.tasks.send_mail"),
    # Somebody is waiting for these.
    "run_imports": every(2, "lessons.tasks.run_imports"),
    "generate_items": every(2, "quizzes.tasks.generate_items"),
    "draft_quizzes": every(3, "quizzes.tasks.draft_quizzes"),
}
