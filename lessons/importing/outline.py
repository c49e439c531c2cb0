"""What an imported lesson is: plain frozen values shared by the importer and its readers.

Every offset counts characters of `Outline.text`, the clean text. Parsing belongs to the
neighbouring modules; this one only names the values and their JSON form.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Format = Literal["txt", "md", "html", "docx", "pdf"]
Script = Literal["simplified", "traditional", "mixed", "latin"]
DamageKind = Literal["slip", "pinyin", "decoding", "fffd"]
Span = tuple[int, int]


class ImportRefused(Exception):
    """A file that cannot become a lesson; `code` is stable, `str()` a plain Chinese sentence.

    The page shows its own translation by `code` with `params`; the command line prints `str()`.
    """

    def __init__(self, code: str, message: str, **params: str | int) -> None:
        super().__init__(message)
        self.code = code
        self.params = params

    def __reduce__(self) -> Any:  # crosses the child process border with its code
        return (_refused, (self.code, str(self), self.params))


def _refused(code: str, message: str, params: dict[str, str | int]) -> ImportRefused:
    return ImportRefused(code, message, **params)


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    format: Format
    encoding: str | None  # None for .docx and .pdf
    script: Script


@dataclass(frozen=True, slots=True)
class Fields:
    """What the lesson says of itself; None where the file does not say."""

    audience: str | None = None
    purpose: str | None = None
    lecture_minutes: int | None = None
    discussion_minutes: int | None = None
    hour_unit: str | None = None  # "学时" when one unit is 45 minutes; None when clock hours


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the paragraphs that are its own; `start`…`end` covers all descendants too."""

    id: str  # "s1", "s2" … in reading order
    parent: str | None
    level: int  # from 1, the title not counted
    number: str | None  # the bare numeral as shown: 一, 1, 1.1, 第一章
    heading: str | None  # None: text before the first heading, or the lesson's own conclusion
    start: int
    end: int
    paragraphs: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    number: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text outside headings, paragraphs and prompts: the title line, a field with
    its label, the label above the questions or the number of one."""

    kind: Literal["title", "field", "prompt"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposal:
    after: str  # replaces exactly text[start:end] of its damage
    score: float


@dataclass(frozen=True, slots=True)
class Damage:
    kind: DamageKind
    start: int
    end: int
    before: str  # == text[start:end]
    proposals: tuple[Proposal, ...] = ()  # best first; may be empty for fffd


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an editor should look at; the page translates by `code` and `params`."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture kept with the edition; it stands at `start`, an offset in the clean text."""

    name: str
    media_type: str
    data: bytes
    start: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    source: Source
    title: str
    title_origin: Literal["file", "inferred"]
    fields: Fields
    text: str
    sections: tuple[Section, ...]
    prompts: tuple[Prompt, ...]
    damage: tuple[Damage, ...] = ()
    warnings: tuple[Warning, ...] = ()
    images: tuple[Image, ...] = ()
    parts: tuple[Part, ...] = ()  # in reading order

    def to_dict(self) -> dict[str, Any]:
        """The object `manage.py outline --json` prints: every key present, pictures left out."""
        data = asdict(self)
        del data["images"], data["parts"]
        for warning in data["warnings"]:
            del warning["params"]
        return data


def outline_from_dict(data: dict[str, Any]) -> Outline:
    """The outline `to_dict` made the object of; pictures, parts and params it does not hold.

    For objects this program stored itself; bytes from elsewhere go through `wire.unpack`.
    """
    return Outline(
        source=Source(**data["source"]),
        title=data["title"],
        title_origin=data["title_origin"],
        fields=Fields(**data["fields"]),
        text=data["text"],
        sections=tuple(
            Section(**{**each, "paragraphs": tuple((a, b) for a, b in each["paragraphs"])})
            for each in data["sections"]
        ),
        prompts=tuple(Prompt(**each) for each in data["prompts"]),
        damage=tuple(
            Damage(**{**each, "proposals": tuple(Proposal(**one) for one in each["proposals"])})
            for each in data["damage"]
        ),
        warnings=tuple(Warning(**each) for each in data["warnings"]),
    )
