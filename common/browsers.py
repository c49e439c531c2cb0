"""A browser's own description as words: 微信，安卓 instead of a line of version numbers.

For showing only; nothing may be decided by it, because any client can say anything.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# The first that is found counts: each of these also calls itself by the names below it.
_BROWSERS = (
    ("wxwork", gettext_noop("企业微信")),
    ("MicroMessenger", gettext_noop("微信")),
    ("DingTalk", gettext_noop("钉钉")),
    ("Lark", gettext_noop("飞书")),
    ("HuaweiBrowser", gettext_noop("华为浏览器")),
    ("MiuiBrowser", gettext_noop("小米浏览器")),
    ("QQBrowser", gettext_noop("QQ浏览器")),
    ("UCBrowser", gettext_noop("UC浏览器")),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", gettext_noop("鸿蒙")),
    ("Android", gettext_noop("安卓")),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_in_words(user_agent: str) -> str:
    browser = next((name for token, name in _BROWSERS if token in user_agent), "")
    system = next((name for token, name in _SYSTEMS if token in user_agent), "")
    words = [_(name) for name in (browser, system) if name]
    return _("，").join(words) if words else _("不认得的浏览器")
