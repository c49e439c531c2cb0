"""Which languages the interface speaks, what they are called, and which one a request gets.

Whether a passage of a lesson is shown in the other script belongs to `common.scripts`.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

SIMPLIFIED, TRADITIONAL, ENGLISH = "zh-hans", "zh-hant", "en"
LANGUAGES = (SIMPLIFIED, TRADITIONAL, ENGLISH)

# Each language in its own words: the switch must be readable to whoever is lost in another one.
NAMES = {SIMPLIFIED: "简体", TRADITIONAL: "繁體", ENGLISH: "English"}

# What `lang` says in HTML: script subtags are written with a capital.
HTML_LANG = {SIMPLIFIED: "zh-Hans", TRADITIONAL: "zh-Hant", ENGLISH: "en"}

# English is never guessed: lessons are Chinese and so are their readers, and an office computer
# with an English browser must not greet an old member in English. The word stands on every page.
GUESSED = (SIMPLIFIED, TRADITIONAL)


def language_from_header(accept_language: str) -> str:
    """The guessable language a browser likes best; zh-TW, zh-HK and zh-MO mean traditional."""
    for code, _quality in parse_accept_lang_header(accept_language):
        if code == "*":
            break
        try:
            language = get_supported_language_variant(code)
        except LookupError:
            continue
        if language in GUESSED:
            return language
    return settings.LANGUAGE_CODE
