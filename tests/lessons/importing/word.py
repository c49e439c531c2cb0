"""Small Word files for tests, written part by part so that every feature can be set."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document(body: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    spaces = (
        f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return f"{head}<w:document {spaces}><w:body>{body}</w:body></w:document>"


def docx_parts(body: str, links: str = "", **parts: str | bytes) -> dict[str, bytes]:
    """The parts of a small .docx; `styles="…"` adds word/styles.xml and its link."""
    links += "".join(
        f'<Relationship Id="r{key}" Type="{OFFICE}/{key}" Target="{key}.xml"/>' for key in parts
    )
    main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELS}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{links}</Relationships>',
        "word/document.xml": document(body),
    }
    found |= {f"word/{key}.xml": part for key, part in parts.items()}
    return {k: v.encode() if isinstance(v, str) else v for k, v in found.items()}


def zipped(parts: dict[str, bytes], level: int = 6) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, links: str = "", **parts: str | bytes) -> bytes:
    return zipped(docx_parts(body, links, **parts))


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """One w:p; `run` holds run properties such as <w:b/>."""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{look}<w:t>{text}</w:t></w:r></w:p>"


def styles(inner: str) -> str:
    return f'<w:styles xmlns:w="{W}">{inner}</w:styles>'


def style(style_id: str, name: str, inner: str = "", based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f"{base}{inner}</w:style>"
    )


def numbering(
    levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f"{nums}</w:numbering>"
    )


def level(place: int, number_format: str, text: str, inner: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{inner}</w:lvl>'
    )


def numbered(text: str, place: int = 0, num: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{num}"/></w:numPr>')
