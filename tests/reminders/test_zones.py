"""Time zones are offered by the names of places, in the reader's words, with their clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from reminders import zones
from reminders.models import Preference, Reminder

WINTER = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
SUMMER = dt.datetime(2026, 7, 15, 12, tzinfo=dt.UTC)


def offered(now, kept=""):
    return {zone: name for _group, places in zones.choices(now, kept) for zone, name in places}


def test_every_place_is_a_zone_and_stands_once():
    keys = [zone for _group, places in zones.PLACES for zone, _name in places]
    assert len(keys) == len(set(keys))
    assert all(ZoneInfo(zone) for zone in keys)


@pytest.mark.parametrize(
    ("language", "zone", "now", "name"),
    [
        ("zh-hans", "Asia/Shanghai", WINTER, "北京（UTC+8）"),
        ("zh-hans", "Asia/Kathmandu", WINTER, "加德满都（UTC+5:45）"),
        ("zh-hant", "America/New_York", WINTER, "紐約（UTC-5）"),
        ("en", "America/New_York", SUMMER, "New York (UTC-4)"),
        ("en", "Europe/London", WINTER, "London (UTC+0)"),
    ],
)
def test_a_place_is_named_in_the_readers_words_with_its_clock(language, zone, now, name):
    with translation.override(language):
        assert offered(now)[zone] == name


def test_a_zone_chosen_before_stays_on_offer(client_of, cast):
    url = reverse("reminders:preference-edit")
    Preference.objects.create(
        learner=cast.learner, zone="Pacific/Kiritimati", hour=10, changed_at=timezone.now()
    )
    page = client_of("learner").get(url)
    assert "Kiritimati（UTC+14）" in page.content.decode()
    assert "Asia/Shanghai</option>" not in page.content.decode()
    form = {"is_on": "on", "hour": 11, "zone": "Pacific/Kiritimati", "language": "zh-hans"}
    assert client_of("learner").post(url, form).status_code == 302


def test_the_ledger_tells_the_clock_where_the_learner_is(client_of, cast):
    sent = timezone.now()
    for person, zone in ((cast.learner, "America/New_York"), (cast.second_learner, "Asia/Macau")):
        Preference.objects.create(learner=person, zone=zone, changed_at=sent)
        Reminder.objects.create(
            learner=person, local_date=sent.date(), instant=sent, state="sent",
            planned_at=sent, finished_at=sent, message_id=f"<{person.pk}@example.org>",
        )  # fmt: skip
    page = client_of("secretary").get(reverse("reminders:reminder-list")).content.decode()
    there = sent.astimezone(ZoneInfo("America/New_York"))
    assert page.count("当地") == 1
    assert f"当地{there:%H:%M}" in page
