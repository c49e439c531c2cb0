"""The interface is complete in traditional Chinese and in English; see `manage.py messages`."""

from common import message_catalogs


def test_every_string_is_said_in_every_language():
    gaps = [str(gap) for gap in message_catalogs.find_gaps()]
    assert gaps == [], f"{len(gaps)} gaps; `manage.py messages --missing en` lists them"
