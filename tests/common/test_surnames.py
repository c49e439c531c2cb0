"""The order of people by the strokes of their surname."""

import importlib

import pytest
from django.apps import apps

from common.surnames import STROKES, TRADITIONAL, UNKNOWN, sort_key
from people.models import User
from tests.cast import make_user

ALL = "".join(STROKES.values())


def test_each_surname_has_one_number_of_strokes():
    assert sorted(c for c in set(ALL) if ALL.count(c) > 1) == []
    assert {chr(code) for code in TRADITIONAL.values()} <= set(ALL)


@pytest.mark.parametrize(
    ("names", "order"),
    [
        ("黄河 老李 丁山 习远", "丁山 习远 老李 黄河"),
        ("欧阳春 諸葛明 诸葛安 上官云", "上官云 欧阳春 诸葛安 诸葛明"),
        ("贾宁 裘平 费安 彭勇", "费安 贾宁 彭勇 裘平"),
        ("Li Ming 夔一 龍飞", "龍飞 夔一 Li Ming"),
    ],
)
def test_people_stand_by_strokes_and_other_writings_last(names, order):
    found = sorted(
        (
            name.replace("Li Ming", "Li_Ming")
            for name in names.replace("Li Ming", "Li_Ming").split()
        ),
        key=sort_key,
    )
    want = order.replace("Li Ming", "Li_Ming").split()
    assert [sort_key(name) for name in found] == [sort_key(name) for name in want]


def test_the_migration_finds_those_who_stood_last(db):
    old = make_user("old", "老李")
    User.objects.filter(pk=old.pk).update(sort_key=f"{UNKNOWN}老李")
    migration = importlib.import_module("people.migrations.0007_sort_rarer_surnames")
    migration.sort_again(apps, None)
    assert User.objects.get(pk=old.pk).sort_key == "06老李"
