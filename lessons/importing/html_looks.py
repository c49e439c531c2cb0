"""How an HTML element looks: bold, centred, hidden, from tags, attributes and simple CSS rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

MAX_RULES = 3_000
_TELLING = ("class", "id", "style", "align", "face", "hidden", "aria-hidden")

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_RULE = re.compile(r"([^{}@;]{1,400})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"^([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?$", re.I)
_BOLD_TAGS = {"b", "strong", "th"}
_HEAVY_FACES = ("黑体", "黑體", "simhei", "heiti", "小标宋", "小標宋")
_BOLD_WEIGHTS = {"bold", "bolder", "600", "700", "800", "900"}
_PLAIN_WEIGHTS = {"normal", "lighter", "400", "300", "500"}


@dataclass(frozen=True, slots=True)
class Look:
    is_bold: bool | None = None  # None: as its parent
    is_centred: bool | None = None
    is_hidden: bool = False
    is_block: bool | None = None
    list_style: str | None = None
    mso_list: str | None = None  # "ignore" marks the number Word wrote for a list


@dataclass(slots=True)
class Sheet:
    """The rules of the page's own style elements, for simple selectors only."""

    rules: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    _known: dict[tuple[str, ...], Look] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element) -> Sheet:
        sheet = cls()
        for style in root.iter("style"):
            for selectors, declarations in _RULE.findall(_COMMENT.sub("", style.text or "")):
                if len(sheet.rules) >= MAX_RULES:
                    return sheet
                for selector in selectors.split(","):
                    sheet._add(selector.strip(), _declared(declarations))
        return sheet

    def _add(self, selector: str, declared: dict[str, str]) -> None:
        match = _SIMPLE.match(selector)
        if match and declared:
            tag, sign, name = match[1] or "", match[2] or "", match[3] or ""
            self.rules.setdefault((tag.lower(), sign + name), {}).update(declared)

    def look(self, element: etree._Element) -> Look:
        key = (element.tag, *(element.get(name, "-") for name in _TELLING))
        if key not in self._known:
            self._known[key] = self._find_look(element)
        return self._known[key]

    def _find_look(self, element: etree._Element) -> Look:
        tag = element.tag
        declared = dict(self.rules.get((tag, ""), ()))
        names = [f".{name}" for name in element.get("class", "").split()[:20]]
        if element.get("id"):
            names.append(f"#{element.get('id')}")
        for name in names:
            declared.update(self.rules.get(("", name), ()))
            declared.update(self.rules.get((tag, name), ()))
        declared.update(_declared(element.get("style", "")))
        return _look(element, tag, declared)


def _declared(text: str) -> dict[str, str]:
    found = {}
    for declaration in text[:4000].split(";"):
        name, colon, setting = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = setting.replace("!important", "").strip().lower()
    return found


def _look(element: etree._Element, tag: str, declared: dict[str, str]) -> Look:
    display = declared.get("display")
    size = declared.get("font-size", "")
    align = declared.get("text-align") or element.get("align", "").lower()
    is_hidden = (
        display == "none"
        or declared.get("visibility") == "hidden"
        or declared.get("mso-hide") == "all"
        or size in ("0", "0px", "0pt", "0em")
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    )
    return Look(
        is_bold=_is_bold(element, tag, declared),
        is_centred=_is_centred(tag, align),
        is_hidden=is_hidden,
        is_block={"block": True, "flex": True, "inline": False}.get(display or ""),
        list_style=declared.get("list-style-type") or declared.get("list-style"),
        mso_list=declared.get("mso-list"),
    )


def _is_bold(element: etree._Element, tag: str, declared: dict[str, str]) -> bool | None:
    weight = declared.get("font-weight", "")
    if weight in _BOLD_WEIGHTS:
        return True
    if weight in _PLAIN_WEIGHTS:
        return False
    faces = declared.get("font-family", "") + element.get("face", "").lower()
    if tag in _BOLD_TAGS or any(face in faces for face in _HEAVY_FACES):
        return True
    return None


def _is_centred(tag: str, align: str) -> bool | None:
    if tag == "center" or align in ("center", "-webkit-center"):
        return True
    return False if align in ("left", "right", "justify", "start", "end") else None
