"""Reminders on real parts: once or not at all, and every end is told."""

import datetime as dt
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from django.core import mail as outbox
from django.db import connection
from django.urls import reverse

from common.clock import database_now
from people.models import User
from people.services.members import move_person
from progress.models import Assignment
from progress.services.assignments import assign_lesson, cancel_assignment
from progress.services.exemptions import exempt
from reminders.models import Preference, Reminder
from reminders.services import plans, preferences, sending
from reminders.tokens import unsubscribe_token
from tests.studying import finish, make_course


def zone_at(hours):
    """A zone where it is one of these hours now, and which; whatever the time is."""
    now = database_now()
    for shift in range(-11, 13):
        zone = f"Etc/GMT{-shift:+d}" if shift else "Etc/GMT"
        hour = (now + dt.timedelta(hours=shift)).hour
        if hour in hours:
            return zone, hour
    raise AssertionError(f"nowhere is it {hours}")


def remindable(person, **fields):
    zone, hour = zone_at(range(10, 19))  # by day, and the slot has just opened
    User.objects.filter(pk=person.pk).update(email=f"{person.username}@example.org")
    preferences.save_preference(
        person.pk, **{"is_on": True, "hour": hour, "zone": zone, "language": "zh-hans", **fields},
        now=database_now(),
    )  # fmt: skip


@pytest.fixture
def task(cast):
    course = make_course()
    for person in (cast.learner, cast.second_learner):
        remindable(person)
    # Who has chosen nothing is due from 9 in Shanghai: only at some times of our day.
    remindable(cast.secretary, zone=zone_at(range(3, 8))[0], hour=9)
    now = database_now()
    local = now.astimezone(dt.UTC).date()
    row = assign_lesson(
        cast.secretary, course.lesson, cast.branch, due_on=local + dt.timedelta(days=9), now=now
    )
    zone = Preference.objects.get(learner=cast.learner).zone
    day = now.astimezone(ZoneInfo(zone)).date()
    Assignment.objects.filter(pk=row.pk).update(
        starts_on=day - dt.timedelta(days=5), due_on=day + dt.timedelta(days=1)
    )
    row.refresh_from_db()
    return row


def plan():
    return plans.plan_reminders(database_now())


def states():
    return dict(Reminder.objects.values_list("learner__username", "state"))


def test_a_due_reminder_is_planned_sent_once_and_says_how_to_leave(cast, task, client):
    plan()
    assert states() == {"learner": "due", "second_learner": "due"}
    sending.send_reminders()
    sending.send_reminders()
    plan()
    sending.send_reminders()
    assert states() == {"learner": "sent", "second_learner": "sent"}
    assert sorted(message.to[0] for message in outbox.outbox) == [
        "learner@example.org",
        "second_learner@example.org",
    ]
    message = outbox.outbox[0]
    assert task.lesson.title in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = re.search(
        r"<https?://[^/]+(/unsubscribe/[^>]+)>", message.extra_headers["List-Unsubscribe"]
    )[1]
    assert client.get(leave).status_code == 200
    assert not Preference.objects.filter(is_on=False).exists()
    assert client.post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preference.objects.filter(is_on=False).count() == 1


def test_a_made_up_token_is_404(client, db):
    assert client.get(reverse("reminders:unsubscribe", args=["1~forged"])).status_code == 404
    token = unsubscribe_token(1)
    assert client.get(reverse("reminders:unsubscribe", args=[token[:-1]])).status_code == 404


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("finishes", "finished"),
        ("is exempt", "finished"),
        ("unsubscribes", "unsubscribed"),
        ("leaves", "inactive"),
        ("loses the address", "no_address"),
        ("moves", "moved"),
        ("task is cancelled", "cancelled"),
        ("a day goes by", "too_late"),
    ],
)
def test_what_changes_between_plan_and_send_withholds_it_with_a_reason(cast, task, what, why):
    plan()
    learner, now = cast.learner, database_now()
    if what == "finishes":
        finish(learner, task.lesson.current_edition, now=now - dt.timedelta(days=4))
    elif what == "is exempt":
        exempt(
            cast.secretary, learner, reason="illness", lesson=None, now=now - dt.timedelta(days=1)
        )
    elif what == "unsubscribes":
        preferences.unsubscribe(learner.pk, now=now)
    elif what == "leaves":
        User.objects.filter(pk=learner.pk).update(is_active=False)
    elif what == "loses the address":
        User.objects.filter(pk=learner.pk).update(email="")
    elif what == "moves":
        move_person(cast.administrator, learner, cast.sibling, now=now - dt.timedelta(days=1))
    elif what == "task is cancelled":
        cancel_assignment(cast.secretary, task, now=now)
    else:
        Reminder.objects.update(instant=now - dt.timedelta(hours=18, seconds=1))
    sending.send_reminders()
    row = Reminder.objects.get(learner=learner)
    assert (row.state, row.why) == ("skipped", why)
    assert f"{learner.username}@example.org" not in [m.to[0] for m in outbox.outbox]


def test_who_has_finished_is_not_even_planned(cast, task):
    from progress.services.completions import fold_completions

    finish(cast.learner, task.lesson.current_edition, now=database_now() - dt.timedelta(days=4))
    fold_completions(database_now())
    plan()
    assert set(states()) == {"second_learner"}


def test_at_night_it_stays_due_and_says_so(cast, task):
    plan()
    Preference.objects.update(zone=zone_at((22, 23, 0, 1))[0])
    sending.send_reminders()
    rows = list(Reminder.objects.all())
    assert {(row.state, row.why) for row in rows} == {("due", "night")}
    assert all(row.lease_until > database_now() for row in rows)
    assert not outbox.outbox


def test_who_died_before_the_point_of_no_return_is_claimed_again(cast, task):
    plan()
    now = database_now()
    row = sending.claim(now)
    assert sending.claim(now).pk != row.pk
    assert sending.claim(now) is None
    again = sending.claim(now + sending.LEASE + dt.timedelta(seconds=1))
    assert again is not None
    # The first claimer wakes up late: its lease is lost and it may not send.
    assert not sending._update(row, "sending") or row.pk != again.pk


def test_who_died_after_it_is_unsure_and_never_sent_again(cast, task):
    plan()
    Reminder.objects.update(
        state="sending", lease=None, lease_until=database_now() - dt.timedelta(seconds=1)
    )
    sending.send_reminders()
    assert set(states().values()) == {"unsure"}
    assert not outbox.outbox


@contextmanager
def mail_server(settings, handler):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    try:
        yield
    finally:
        server.stop()


class Answering:
    """A mail server that answers as told and counts what it took."""

    def __init__(self, answer):
        self.answer, self.taken = answer, []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd asks for it)
        self.taken.append(envelope.content)
        return self.answer


@pytest.mark.parametrize(
    ("answer", "state", "why"),
    [
        ("250 OK", "sent", ""),
        ("451 come again", "due", "refused_for_now"),
        ("554 never", "failed", "refused"),
    ],
)
def test_what_a_server_answers_decides_the_end(cast, task, settings, answer, state, why):
    plan()
    handler = Answering(answer)
    with mail_server(settings, handler):
        sending.send_reminders()
    rows = list(Reminder.objects.all())
    assert {(row.state, row.why) for row in rows} == {(state, why)}
    ids = [re.search(rb"(?im)^message-id: (.*?)\r?$", body)[1].decode() for body in handler.taken]
    assert sorted(ids) == sorted(row.message_id for row in rows)


def test_no_server_at_all_is_tried_again_later(cast, task, settings):
    plan()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free.getsockname()[1]
    sending.send_reminders()
    assert set(states().values()) == {"due"}
    assert set(Reminder.objects.values_list("why", flat=True)) == {"refused_for_now"}


def test_a_connection_cut_before_the_answer_is_unsure(cast, task, settings):
    """A bare socket that takes the whole mail and hangs up instead of saying 250."""
    plan()
    Reminder.objects.filter(learner=cast.second_learner).delete()
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()

        def serve():
            peer, _ = server.accept()
            with peer, peer.makefile("rwb") as stream:
                stream.write(b"220 hello\r\n")
                stream.flush()
                while line := stream.readline():
                    if line.strip() == b".":
                        return
                    if line.upper().startswith((b"EHLO", b"HELO", b"MAIL", b"RCPT", b"RSET")):
                        stream.write(b"250 OK\r\n")
                    elif line.strip().upper() == b"DATA":
                        stream.write(b"354 go\r\n")
                    stream.flush()

        thread = threading.Thread(target=serve)
        thread.start()
        sending.send_reminders()
        thread.join(10)
    assert states() == {"learner": "unsure"}
    sending.send_reminders()
    assert states() == {"learner": "unsure"}


def test_a_poisoned_row_does_not_stop_those_behind_it(cast, task, monkeypatch):
    plan()
    first = Reminder.objects.order_by("instant", "pk").first()
    Preference.objects.filter(learner=first.learner_id).update(language="x" * 8)
    User.objects.filter(pk=first.learner_id).update(email="no\nmail@example.org")
    sending.send_reminders()
    first.refresh_from_db()
    assert first.state == "failed"
    assert sorted(states().values()) == ["failed", "sent"]


@pytest.mark.django_db(transaction=True)
def test_twenty_planners_and_senders_at_once_send_each_once(cast, task):
    def one(_):
        try:
            plan()
            sending.send_reminders()
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(one, range(20)))
    assert states() == {"learner": "sent", "second_learner": "sent"}
    assert len(outbox.outbox) == 2


def test_the_secretary_reminds_the_branch_once_a_day(client_of, cast, task):
    url = reverse("reminders:branch-remind", args=[cast.branch.pk, task.pk])
    client = client_of("secretary")
    assert client.post(url).status_code == 302
    count = Reminder.objects.count()
    assert count == 3
    client.post(url)
    assert Reminder.objects.count() == count
    assert client_of("sibling_secretary").post(url).status_code == 404
    assert client_of("learner").post(url).status_code == 403


def remind(client, cast, task):
    """What the page says after the secretary asked for a reminder."""
    url = reverse("reminders:branch-remind", args=[cast.branch.pk, task.pk])
    return client.post(url, follow=True).content.decode()


def test_who_cannot_be_reached_is_named_and_not_counted(client_of, cast, task):
    User.objects.filter(pk=cast.learner.pk).update(email="")
    preferences.unsubscribe(cast.second_learner.pk, now=database_now())
    page = remind(client_of("secretary"), cast, task)
    assert "安排了1人的提醒。" in page
    assert "因为没有电子邮箱：周玉兰<" in page
    assert "因为本人关掉了提醒：李淑珍<" in page
    assert states() == {"secretary": "due"}
    # Once the address is there a second word reaches its owner.
    User.objects.filter(pk=cast.learner.pk).update(email="learner@example.org")
    again = remind(client_of("secretary"), cast, task)
    assert "安排了1人的提醒。" in again
    assert "没有电子邮箱：" not in again
    assert states() == {"secretary": "due", "learner": "due"}
    assert "没有安排提醒。" in remind(client_of("secretary"), cast, task)


def test_who_has_one_on_the_way_from_yesterday_gets_no_second(client_of, cast, task):
    plan()
    yesterday = dt.timedelta(days=1)
    for row in Reminder.objects.all():
        Reminder.objects.filter(pk=row.pk).update(local_date=row.local_date - yesterday)
    remind(client_of("secretary"), cast, task)
    assert Reminder.objects.filter(learner=cast.learner).count() == 1
    Reminder.objects.filter(learner=cast.learner).update(
        state="sent", finished_at=database_now() - dt.timedelta(seconds=1)
    )
    remind(client_of("secretary"), cast, task)
    assert Reminder.objects.filter(learner=cast.learner).count() == 1, "sent today"


def test_what_would_be_too_late_in_the_morning_is_told_so_in_the_evening(cast, task):
    plan()
    zone, hour = zone_at((22, 23, 0, 1))
    Preference.objects.update(zone=zone)
    at_least = dt.timedelta(hours=(8 - hour) % 24 - 1)  # until the night is over
    Reminder.objects.update(instant=database_now() + at_least - dt.timedelta(hours=18))
    sending.send_reminders()
    assert set(Reminder.objects.values_list("state", "why")) == {("skipped", "too_late")}
    assert not Reminder.objects.filter(finished_at=None).exists()
    assert not outbox.outbox


def test_the_ledger_shows_ones_own_and_a_secretarys_members(client_of, cast, task):
    plan()
    url = reverse("reminders:reminder-list")
    shown = {
        name: {row.learner.username for row in client_of(name).get(url).context["page"].rows}
        for name in ("learner", "secretary", "sibling_secretary", "upper_secretary", "stranger")
    }
    assert shown == {
        "learner": {"learner"},
        "secretary": {"learner", "second_learner"},
        "sibling_secretary": set(),
        "upper_secretary": {"learner", "second_learner"},
        "stranger": set(),
    }


def test_preferences_are_saved_and_nonsense_is_refused(client_of, cast):
    url = reverse("reminders:preference-edit")
    client = client_of("learner")
    form = {"is_on": "on", "hour": 10, "zone": "Asia/Urumqi", "language": "zh-hant"}
    assert client.post(url, form).status_code == 302
    row = Preference.objects.get(learner=cast.learner)
    assert (row.is_on, row.hour, row.zone, row.language) == (True, 10, "Asia/Urumqi", "zh-hant")
    refused = client.post(url, {**form, "zone": "Mars/Olympus", "hour": 3})
    assert set(refused.context["form"].errors) == {"zone", "hour"}


def test_a_secretarys_word_counts_for_the_learners_own_day(cast, task):
    Preference.objects.filter(learner=cast.learner).update(zone="Pacific/Kiritimati")
    Preference.objects.filter(learner=cast.second_learner).update(zone="Pacific/Pago_Pago")
    Preference.objects.filter(learner=cast.secretary).delete()
    now = dt.datetime(2026, 3, 10, 10, 30, tzinfo=dt.UTC)
    Assignment.objects.update(starts_on=dt.date(2026, 3, 1), due_on=dt.date(2026, 3, 20))
    plans.remind_branch(cast.secretary, cast.branch, task, now=now)
    days = dict(Reminder.objects.values_list("learner__username", "local_date"))
    assert days["learner"] == dt.date(2026, 3, 11)
    assert days["second_learner"] == dt.date(2026, 3, 9)
    assert days["secretary"] == dt.date(2026, 3, 10)
    assert plans.remind_branch(cast.secretary, cast.branch, task, now=now).planned == 0


def test_an_unsubscribe_link_outlives_its_account(client, cast):
    url = reverse("reminders:unsubscribe", args=[unsubscribe_token(10**6)])
    assert client.post(url).status_code == 200
    assert not Preference.objects.exists()
