"""The numbers of HTML lists as a browser shows them."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from lessons.importing.docx_package import number
from lessons.importing.html_looks import Look
from lessons.importing.numerals import show

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
_TYPES |= {"I": "upperRoman"}
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}


@dataclass(slots=True)
class ListNumbers:
    """One ol or ul; `next` numbers its items in order."""

    number_format: str | None  # None: bullets or no marks at all
    count: int = 1
    step: int = 1

    @classmethod
    def of(cls, element: etree._Element, look: Look) -> ListNumbers:
        style = (look.list_style or "").split(" ")[0]
        if element.tag != "ol" or style in ("none", "disc", "circle", "square"):
            return cls(None)
        number_format = _STYLES.get(style) or _TYPES.get(element.get("type", "1"), "decimal")
        items = len(element.findall("li"))
        if element.get("reversed") is not None:
            return cls(number_format, number(element.get("start"), items), -1)
        return cls(number_format, number(element.get("start"), 1))

    def next(self, item: etree._Element) -> str:
        """The mark of an item, empty for a bullet."""
        if self.number_format is None:
            return ""
        self.count = number(item.get("value"), self.count)
        shown = show(self.count, self.number_format)
        self.count += self.step
        is_chinese = bool(shown) and shown[0] > "\u2fff"
        return shown + ("、" if is_chinese else ".")
