"""The interface is complete in traditional Chinese and in English; see `manage.py messages`."""

import re

from common import message_catalogs

WIDE = re.compile("[，。、；：？！（）「」《》【】]")


def said_of(language):
    for entry in message_catalogs.read_catalog(language):
        for said in [entry.msgstr, *entry.msgstr_plural.values()]:
            yield entry.msgid, said


def test_every_string_is_said_in_every_language():
    gaps = [str(gap) for gap in message_catalogs.find_gaps()]
    assert gaps == [], f"{len(gaps)} gaps; `manage.py messages --missing en` lists them"


def test_english_has_no_chinese_punctuation():
    assert [row for row in said_of("en") if WIDE.search(row[1])] == []


def test_traditional_keeps_to_one_spelling():
    wavering = re.compile("發佈|佈置|賬號|臺|題乾|數里")
    assert [row for row in said_of("zh_Hant") if wavering.search(row[1])] == []


def test_the_two_forms_of_an_english_plural_are_told_apart():
    """A form that is the same for one and for many has to be a label: `Members: 3`."""
    entries = [e for e in message_catalogs.read_catalog("en") if e.msgid_plural and not e.comment]
    assert entries
    same = [e.msgid for e in entries if len(set(e.msgstr_plural.values())) == 1]
    labels = [e.msgid for e in entries if ":" in e.msgstr_plural[0]]
    assert set(same) <= set(labels)
