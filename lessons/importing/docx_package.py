"""The parts of a .docx archive as safe XML trees, and the links between them; no Word meaning."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from lessons.importing.checks import broken_zip, check_zip
from lessons.importing.outline import ImportRefused

MAX_XML_BYTES = 20 * 1024 * 1024

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)


@dataclass(frozen=True, slots=True)
class Link:
    kind: str  # the last word of the relationship type: styles, numbering, image …
    target: str  # a part name, or an address when it lies outside
    is_outside: bool


@dataclass(slots=True)
class Package:
    """An opened .docx; `main` names the part that holds the document body."""

    archive: zipfile.ZipFile
    main: str = "word/document.xml"
    _names: dict[str, str] = field(default_factory=dict)
    _links: dict[str, dict[str, Link]] = field(default_factory=dict)

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None when there is none. Raises ImportRefused when damaged."""
        name = self._names.get(part.lower())
        if name is None:
            return None
        try:
            return self.archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
            raise broken_zip() from error

    def xml(self, part: str) -> etree._Element | None:
        data = self.read(part)
        return None if data is None else parse_xml(data)

    def links(self, part: str) -> dict[str, Link]:
        if part not in self._links:
            self._links[part] = self._read_links(part)
        return self._links[part]

    def linked(self, kind: str) -> str | None:
        """The part the document links to as `kind`."""
        for link in self.links(self.main).values():
            if link.kind == kind and not link.is_outside:
                return link.target
        return None

    def _read_links(self, part: str) -> dict[str, Link]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        links = {}
        for item in root.iter(f"{_PACKAGE_RELS}Relationship"):
            target = item.get("Target", "")
            is_outside = item.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = item.get("Type", "").rsplit("/", 1)[-1]
            links[item.get("Id", "")] = Link(kind, target, is_outside)
        return links


def open_package(data: bytes) -> Package:
    """Raises ImportRefused when this is no Word document."""
    package = Package(check_zip(data))
    package._names.update({name.lower(): name for name in package.archive.namelist()})
    for link in package.links("").values():
        if link.kind == "officeDocument" and not link.is_outside:
            package.main = link.target
    if package.main.lower() not in package._names:
        raise ImportRefused(
            "wrong_content",
            "这个压缩文件里没有 Word 正文。请用 Word 或 WPS 打开原文件，另存为 .docx 后再上传。",
            extension=".docx",
            found="zip",
        )
    return package


def parse_xml(data: bytes) -> etree._Element:
    """A tree without entities, network or depth beyond 256. Raises ImportRefused."""
    if len(data) > MAX_XML_BYTES:
        raise ImportRefused(
            "too_complex", "文档内部的内容过多，读不下来。请把课文分成几个文件后再上传。"
        )
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_zip() from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise broken_zip()
    return root


def value(element: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """The w:val (or another w: attribute) of a child, None when either is absent."""
    child = element.find(W + name) if element is not None else None
    return None if child is None else child.get(W + attribute)


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """A w: toggle such as w:b: True, False, or None when the child is absent."""
    child = element.find(W + name) if element is not None else None
    if child is None:
        return None
    return child.get(W + "val", "true") not in ("0", "false", "off", "none")


def number(text: str | None, default: int = 0) -> int:
    """A decimal attribute; absent, unreadable or absurd (beyond ±1,000,000) is `default`."""
    try:
        found = int(text) if text and len(text) < 12 else default
    except ValueError:
        return default
    return found if abs(found) <= 1_000_000 else default
