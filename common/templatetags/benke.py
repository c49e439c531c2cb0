"""Template tags and filters every page may use: scripts, phrased headings, dates, numerals, nav.

Rules stand in the modules of `common`; here is only what a template needs to call them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.browsers import browser_in_words
from common.dates import date_in_words, moment_in_words, time_there
from common.display import Display
from common.numerals import chinese_numeral
from common.paging import Page
from common.phrases import with_breaks
from common.scripts import script_of, show, shown_lang

register = template.Library()


def _display(context: Context) -> Display:
    found = context.get("display")
    return found if isinstance(found, Display) else Display()


@register.simple_tag(takes_context=True)
def in_script(context: Context, text: str, source: str, edition: str = "") -> str:
    """The text in the reader's script: `{% in_script section.heading edition.script %}`."""
    wanted = edition or _display(context).edition
    return show(str(text), source=source, wanted=wanted, exceptions=context.get("exceptions"))


@register.simple_tag(takes_context=True)
def titled(context: Context, title: object) -> str:
    """A lesson's title in the reader's script, where its edition is not at hand."""
    text = str(title or "")
    return in_script(context, text, script_of(text))


@register.simple_tag(takes_context=True)
def titled_lang(context: Context, title: object) -> str:
    """What `lang` a title carries that `titled` shows."""
    return script_lang(context, script_of(str(title or "")))


@register.simple_tag(takes_context=True)
def script_lang(context: Context, source: str, edition: str = "") -> str:
    """What `lang` a shown passage carries: `lang="{% script_lang edition.script %}"`."""
    return shown_lang(source=source, wanted=edition or _display(context).edition)


@register.filter
def lang_of(text: object) -> str:
    """What `lang` a name or what somebody wrote carries, by its own words."""
    return shown_lang(source=script_of(str(text or "")), wanted="as-uploaded")


@register.filter(is_safe=False)
def phrased(text: str) -> SafeString:
    """The text with <wbr> between phrases, for elements of class `phrased`."""
    return with_breaks(str(text))


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """3月9日; with the year when it is another year than today's."""
    return date_in_words(value, today=timezone.localdate()) if value else ""


@register.filter
def moment(value: dt.datetime | None) -> str:
    """今天20:14, 昨天20:14, 3月9日20:14, in the reader's time zone."""
    return moment_in_words(value, now=timezone.localtime()) if value else ""


@register.filter
def time_in(value: dt.datetime | None, zone: str | None) -> str:
    """14:53, the clock in the person's zone, where it is another one; nothing without a zone."""
    return time_there(value, zone) if value and zone else ""


@register.filter
def numeral(value: int) -> str:
    """一, 二, … 十二 in Chinese; figures in English."""
    return chinese_numeral(value)


@register.filter
def browser(user_agent: str) -> str:
    """微信，安卓, from what a browser says of itself."""
    return browser_in_words(user_agent or "")


@register.simple_tag(takes_context=True)
def turned_to(context: Context, page: Page[Any], number: int) -> str:
    """The address of another page of a list, with everything else of this address kept."""
    query = context["request"].GET.copy()
    query.pop(page.name, None)
    if number > 1:
        query[page.name] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, label: str, *below: str) -> str:
    """An entry of the navigation; nothing while the page does not exist.

    `below` are beginnings of URL names that belong under this entry.
    """
    try:
        address = reverse(name)
    except NoReverseMatch:
        return ""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = context.get("here") or (match.view_name if match else "")
    return format_html(
        '<a href="{}"{}>{}</a>', address, SafeString(_current(name, here, below)), label
    )


def _current(name: str, here: Any, below: tuple[str, ...]) -> str:
    if here == name:
        return ' aria-current="page"'
    return ' aria-current="true"' if below and str(here).startswith(below) else ""
