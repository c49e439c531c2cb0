"""Hostile Word documents: XML of absurd size, nesting and entities, Word's features abused."""

from __future__ import annotations

from tests.faults.hostile import (
    OFFICE,
    RELS,
    TEXT,
    W,
    add,
    document,
    docx,
    docx_parts,
    hostile,
    paragraphs,
    zipped,
)
from tests.faults.hostile_zip import GOOD

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


# ---- size


@hostile("xml-empty-paragraphs.docx", is_slow=True)
def _empty_paragraphs() -> bytes:
    pad = "".join(f"<w:p w:rsidR='{n:08x}'/>" for n in range(500_000))
    return docx(pad)


@hostile("xml-19-mebi-runs.docx", is_slow=True)
def _many_runs() -> bytes:
    return docx("<w:p>" + "".join(f"<w:r><w:t>{n}</w:t></w:r>" for n in range(600_000)) + "</w:p>")


@hostile("xml-paragraphs-60000.docx")
def _many_paragraphs() -> bytes:
    return docx(paragraphs(60_000))


@hostile("xml-one-long-text.docx")
def _long_text() -> bytes:
    words = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(3_000_000))
    return docx(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")


@hostile("xml-many-attributes.docx")
def _attributes() -> bytes:
    return docx("<w:p " + " ".join(f'a{n}="{n}"' for n in range(200_000)) + "/>")


# ---- nesting

for depth in (200, 255, 300, 5_000, 100_000):
    add(
        f"nested-tables-{depth}.docx",
        lambda d=depth: docx(
            "<w:tbl><w:tr><w:tc>" * (d // 3) + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * (d // 3)
        ),
    )
    add(
        f"nested-runs-{depth}.docx",
        lambda d=depth: docx(
            "<w:p>" + "<w:ins>" * d + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * d + "</w:p>"
        ),
    )
add(
    "nested-boxes.docx",
    lambda: docx(
        "<w:p><w:r><w:pict><w:txbxContent>" * 40
        + "<w:p/>"
        + "</w:txbxContent></w:pict></w:r></w:p>" * 40
    ),
)
add(
    "nested-controls.docx",
    lambda: docx("<w:sdt><w:sdtContent>" * 110 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 110),
)
add("never-closed.docx", lambda: docx("<w:p>" * 50_000))


# ---- entities and documents from elsewhere


def _with_doctype(doctype: str, text: str) -> bytes:
    xml = document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>").replace("?>", f"?>{doctype}", 1)
    return zipped(docx_parts() | {"word/document.xml": xml.encode()})


_LAUGHS = "<!DOCTYPE d [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)
add("entity-laughs.docx", lambda: _with_doctype(_LAUGHS + "]>", "&a11;"), "refused")
add(
    "entity-quadratic.docx",
    lambda: _with_doctype(f"<!DOCTYPE d [<!ENTITY a '{'x' * 100_000}'>]>", "&a;" * 20_000),
    "refused",
)
add(
    "entity-file.docx",
    lambda: _with_doctype("<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", "&a;"),
    "refused",
)
add(
    "entity-network.docx",
    lambda: _with_doctype("<!DOCTYPE d SYSTEM 'http://127.0.0.1:9/x.dtd'>", "x"),
    "refused",
)
add(
    "entity-parameter.docx",
    lambda: _with_doctype("<!DOCTYPE d [<!ENTITY % a SYSTEM 'file:///dev/zero'> %a;]>", "x"),
    "refused",
)


# ---- Word's own features, abused


def _styles(count: int, base: str) -> str:
    style = '<w:style w:type="paragraph" w:styleId="s{}"><w:basedOn w:val="{}"/></w:style>'
    styles = (style.format(n, base.format(n + 1)) for n in range(count))
    return f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>'


_STYLED = "".join(
    f'<w:p><w:pPr><w:pStyle w:val="s{n % 9000}"/></w:pPr><w:r><w:t>{TEXT}</w:t></w:r></w:p>'
    for n in range(9000)
)
add("styles-loop.docx", lambda: docx(_STYLED, styles=_styles(9000, "s0")))
add("styles-chain.docx", lambda: docx(_STYLED, styles=_styles(9000, "s{}")))


def _numbering(level: str) -> str:
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">'
        f'<w:lvl w:ilvl="0">{level}</w:lvl><w:numStyleLink w:val="n"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


_NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    f"<w:r><w:t>{TEXT}</w:t></w:r></w:p>"
)
for label, level in (
    (
        "start-huge",
        f'<w:start w:val="{"9" * 21}"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/>',
    ),
    (
        "start-million",
        '<w:start w:val="999999"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1"/>',
    ),
    (
        "start-negative",
        '<w:start w:val="-5"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1"/>',
    ),
    ("text-long", f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1%9" * 50_000}"/>'),
    (
        "format-long",
        f'<w:numFmt w:val="custom" w:format="{"0" * 100_000}"/><w:lvlText w:val="%1"/>',
    ),
):
    add(f"numbering-{label}.docx", lambda v=level: docx(_NUMBERED * 200, numbering=_numbering(v)))
add(
    "numbering-level-huge.docx",
    lambda: docx(
        _NUMBERED.replace('ilvl w:val="0"', 'ilvl w:val="99999999"'), numbering=_numbering("")
    ),
)

_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_FIELD = _MARK.format("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>"
_EQUATION = "<w:r><w:instrText>EQ " + "\\o\\ad(\\s\\up(" * 20_000 + "</w:instrText></w:r>"
_NOTE = '<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
_NOTES = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1">{_NOTE}</w:footnote></w:footnotes>'
_CELL = "<w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p></w:tc>"
_UNENDED = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>"
add("fields-open.docx", lambda: docx(f"<w:p>{_FIELD * 20_000}</w:p>" + paragraphs(20)))
add(
    "fields-equation.docx",
    lambda: docx(f"<w:p>{_MARK.format('begin')}{_EQUATION}{_MARK.format('end')}</w:p>"),
)
add("note-cites-itself.docx", lambda: docx(_NOTE * 500, footnotes=_NOTES))
add("row-100000-cells.docx", lambda: docx(f"<w:tbl><w:tr>{_CELL * 100_000}</w:tr></w:tbl>"))
add(
    "table-20000-rows.docx",
    lambda: docx("<w:tbl>" + f"<w:tr>{_CELL}<w:tc><w:p/></w:tc></w:tr>" * 20_000 + "</w:tbl>"),
)
add("carried-forever.docx", lambda: docx(_UNENDED * 20_000))


# ---- not what they say

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
add(
    "encrypted.docx",
    lambda: _OLE + bytes(5000) + "EncryptedPackage".encode("utf-16-le") + bytes(5000),
    "refused",
)
add("old-word.docx", lambda: _OLE + bytes(20_000), "refused")
add("old-word.doc", lambda: _OLE + bytes(20_000), "refused")
add("empty.docx", lambda: b"", "refused")
add("zero-bytes.docx", lambda: bytes(100_000), "refused")
add("empty-zip.docx", lambda: zipped({}), "refused")
add("no-body.docx", lambda: zipped(docx_parts() | {"word/document.xml": b"<a/>"}), "refused")
add(
    "not-xml.docx",
    lambda: zipped(docx_parts() | {"word/document.xml": bytes(range(256)) * 40}),
    "refused",
)
add(
    "utf16-xml.docx",
    lambda: zipped(
        docx_parts()
        | {"word/document.xml": document(paragraphs(3)).replace("UTF-8", "UTF-16").encode("utf-16")}
    ),
)
add("pdf-inside.docx", lambda: b"%PDF-1.7\n" + bytes(1000), "refused")


@hostile("pictures-broken.docx")
def _pictures() -> bytes:
    blip = '<w:p><w:r><w:drawing><a:blip xmlns:a="{}" r:embed="i{}"/></w:drawing></w:r></w:p>'
    link = '<Relationship Id="i{}" Type="{}/image" Target="media/i.png"/>'
    links = "".join(link.format(n, OFFICE) for n in range(400))
    parts = docx_parts("".join(blip.format(A, n) for n in range(400)) + paragraphs(2))
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{RELS}">{links}</Relationships>'.encode()
    )
    return zipped(parts | {"word/media/i.png": b"\x89PNG\r\n\x1a\n" + bytes(900_000)})


for part in range(1, 10):
    add(f"cut-at-{part}0-percent.docx", lambda p=part: GOOD[: len(GOOD) * p // 10], "refused")
