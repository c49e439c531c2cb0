"""The title a web page states in its head, without the name of the site."""

from __future__ import annotations

import re

from lxml import etree

from lessons.importing.spaces import tidy

_META = ("ArticleTitle", "og:title", "twitter:title", "dc.title", "contenttitle")
_SITE = re.compile(
    r"\s*(?:[_|｜]|\s[-–—·»]\s|——?|--|-(?=[^-]*(?:网|站|频道|局|部|委|政府|中心)$))\s*"
)
_EMPTY = re.compile(
    r"^(?:无标题(?:文档|页)?|新建文档|未命名|untitled(?: document| page)?|document|home|index|首页|"
    r"正文|文章(?:内容|正文|页)?|详情|详细页?|内容页?|page \d+|文档\s*\d*|microsoft word.*)$",
    re.IGNORECASE,
)


def find_title(root: etree._Element) -> str | None:
    """The title in the head of the page; None when it says nothing of use."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        found.setdefault(name, tidy(meta.get("content") or ""))
    for name in _META:
        title = _cut(found.get(name.lower(), ""))
        if title:
            return title
    element = next(root.iter("title"), None)
    return (
        None if element is None else _cut(tidy("".join(str(piece) for piece in element.itertext())))
    )


def _cut(text: str) -> str | None:
    first = next((part for part in _SITE.split(text) if part), "").strip()
    if len(first) < 2 or len(first) > 80 or _EMPTY.match(first):
        return None
    return first
