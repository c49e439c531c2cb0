"""Where the article of a web page is, and which elements are the page around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from lessons.importing.furniture import is_page_line, is_related_title
from lessons.importing.html_looks import Sheet

NEVER = {
    "script", "style", "noscript", "template", "iframe", "frame", "frameset", "object", "embed",
    "applet", "svg", "math", "canvas", "audio", "video", "source", "track", "map", "head", "link",
    "meta", "title", "base", "button", "input", "select", "option", "textarea", "datalist",
    "progress", "meter", "dialog", "rt", "rp", "rtc", "del", "s", "strike",
}  # fmt: skip
AROUND = {"nav", "footer", "aside", "menu"}
_AROUND_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "menu",
    "toolbar",
}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "caption",
}  # fmt: skip
_CONTAINERS = {
    "body", "div", "article", "main", "section", "td", "form", "center", "table", "tbody", "tr",
    "font", "span",
}  # fmt: skip
_AROUND_NAMES = {
    "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs",
    "location", "weizhi", "position", "footer", "foot", "copyright", "sidebar", "aside", "side",
    "share", "bdshare", "social", "comment", "comments", "related", "relate", "recommend",
    "recommended", "tuijian", "xiangguan", "toolbar", "tools", "pager", "pagination", "pagenav",
    "prevnext", "print", "advert", "advertisement", "ads", "banner", "login", "search",
    "searchbox", "hot", "rank", "ranking", "qrcode", "erweima", "ewm", "topbar", "toplink",
    "gotop", "backtop", "totop", "links", "friendlink", "statement", "disclaimer", "byline", "meta",
}  # fmt: skip
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SENTENCE = re.compile(r"[，。；！？：、,;]|[.!?](?:\s|$)")
SHARE = 0.85  # the part of all prose that a container must hold to be the article


class Page:
    """A parsed page with the masses of prose below each element."""

    def __init__(self, root: etree._Element, sheet: Sheet) -> None:
        self.sheet = sheet
        self.body = next(root.iter("body"), root)
        self.dropped = 0
        self._prune(self.body, lambda element: element.tag in NEVER)
        length = _length(self.body)
        self._prune(self.body, lambda element: self._is_hidden(element, length))
        self._mass: dict[etree._Element, int] = {}
        self._weigh(self.body)
        self.total = max(1, self._mass.get(self.body, 0))

    def parts(self) -> list[etree._Element]:
        """The article, or the article with those of its neighbours that belong to it."""
        article = self._article()
        if article is self.body:
            return [article]
        whole = article
        parent = whole.getparent()
        while parent is not None and parent is not self.body and _length(parent) == _length(whole):
            whole, parent = parent, parent.getparent()
        if parent is None:
            return [article]
        parts = []
        for sibling in parent:
            if sibling is whole:
                parts.append(article)
            elif isinstance(sibling.tag, str) and self._belongs(sibling):
                parts.append(sibling)
            elif isinstance(sibling.tag, str) and _length(sibling):
                self.dropped += 1
        return parts

    def is_around(self, element: etree._Element) -> bool:
        """Whether an element inside the article is navigation, sharing or a list of links."""
        if element.tag in AROUND or element.get("role", "") in _AROUND_ROLES:
            return self._is_small(element)
        if element.tag == "header" and self._is_page_head(element):
            return True
        names = {
            part.lower()
            for name in (*element.get("class", "").split()[:12], element.get("id", ""))
            for part in (*_NAME_PARTS.findall(name[:60]), *re.split(r"[-_]", name[:60]))
        }
        if names & _AROUND_NAMES and element.tag in BLOCKS | {"span"}:
            return self._is_small(element)
        return element.tag in BLOCKS and self._is_links(element)

    def _is_page_head(self, element: etree._Element) -> bool:
        is_of_article = any(a.tag in ("article", "main") for a in element.iterancestors())
        has_title = element.find(".//h1") is not None
        return not is_of_article and not has_title and self._is_small(element)

    def _is_small(self, element: etree._Element) -> bool:
        """Never more than a fifth of the prose: a misleading name must not lose a lesson."""
        return self._mass.get(element, 0) * 5 <= self.total

    def _is_links(self, element: etree._Element) -> bool:
        links = [a for a in element.iter("a") if a.get("href")]
        if len(links) < 3 or element.tag in ("body", "td", "tr", "tbody", "table"):
            return False
        linked = sum(_length(a) for a in links)
        return linked * 10 >= _length(element) * 6 and self._is_small(element)

    def _prune(
        self, element: etree._Element, is_unwanted: Callable[[etree._Element], bool]
    ) -> None:
        """Takes out what is never read, with everything below it."""
        for child in list(element):
            if not isinstance(child.tag, str) or is_unwanted(child):
                if isinstance(child.tag, str) and child.tag not in ("head", "link", "meta"):
                    self.dropped += bool(_length(child))
                _take_out(child)
            else:
                self._prune(child, is_unwanted)

    def _is_hidden(self, element: etree._Element, length: int) -> bool:
        """Whether it is never shown; a page that hides most of its words shows them by script."""
        return self.sheet.look(element).is_hidden and _length(element) * 3 <= length

    def _weigh(self, element: etree._Element, in_link: bool = False) -> int:
        """Counts the characters below that stand in sentences and not in links."""
        in_link = in_link or (element.tag == "a" and bool(element.get("href")))
        mass = 0 if in_link else _prose(element.text)
        for child in element:
            mass += self._weigh(child, in_link)
            mass += 0 if in_link else _prose(child.tail)
        self._mass[element] = mass
        return mass

    def _article(self) -> etree._Element:
        current = self.body
        while True:
            best = max(
                (c for c in current if c.tag in _CONTAINERS and not self._is_data(c)),
                key=lambda c: self._mass.get(c, 0),
                default=None,
            )
            if best is None or self._mass.get(best, 0) < SHARE * self._mass.get(current, 1):
                return current
            if _is_paragraph(best) or not self._mass.get(best):
                return current
            current = best

    def _is_data(self, element: etree._Element) -> bool:
        """Whether a table holds data, not the layout of a page."""
        if element.tag != "table" or element.find(".//table") is not None:
            return False
        cells = [_length(c) for c in element.iter("td", "th")]
        return len(cells) > 1 and max(cells, default=0) * 2 < sum(cells)

    def _belongs(self, sibling: etree._Element) -> bool:
        text = " ".join("".join(str(piece) for piece in sibling.itertext()).split())
        if sibling.tag == "header" and sibling.find(".//h1") is None:
            return False
        if not text or is_page_line(text) or is_related_title(text[:20]):
            return next(sibling.iter("img"), None) is not None and not text
        if self.is_around(sibling) or (sibling.tag == "a" and sibling.get("href")):
            return False
        links = sum(_length(a) for a in sibling.iter("a") if a.get("href"))
        return links * 3 < len(text)


def _take_out(element: etree._Element) -> None:
    """Removes an element but keeps the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _prose(text: str | None) -> int:
    words = (text or "").strip()
    if len(words) < 6 or not (_SENTENCE.search(words) or len(words) >= 30):
        return 0
    return len(words)


def _length(element: etree._Element | None) -> int:
    if element is None:
        return 0
    return sum(len(piece.strip()) for piece in element.itertext() if isinstance(piece, str))


def _is_paragraph(element: etree._Element) -> bool:
    """Whether an element holds no blocks and at most one line break in a row of words."""
    return not any(inner.tag in BLOCKS or inner.tag == "br" for inner in _elements_below(element))


def _elements_below(element: etree._Element) -> Iterator[etree._Element]:
    for inner in element.iter():
        if inner is not element and isinstance(inner.tag, str):
            yield inner
