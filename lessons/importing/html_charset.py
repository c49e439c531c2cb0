"""Which encoding a web page is in: its bytes first, then what it says of itself."""

from __future__ import annotations

import re

from lessons.importing.outline import ImportRefused

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.I)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Pages that say GB2312 or GBK mean the larger set; Big5 pages mean its Hong Kong extension.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
}


def decode_html(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The text of a page and the name of its encoding; `encoding` is the editor's own choice."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), name
    if encoding:
        try:
            return data.decode(_MEANT.get(encoding.lower(), encoding), "replace"), encoding
        except LookupError as error:
            raise ImportRefused(
                "unknown_encoding", f"不认识的编码 {encoding[:30]}。请另选一种编码。"
            ) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _as_declared(data)


def _as_declared(data: bytes) -> tuple[str, str]:
    declared = _DECLARED.search(data[:4096])
    candidates = ["gb18030", "big5hkscs"]
    if declared:
        name = declared[1].decode("ascii").lower()
        candidates.insert(0, _MEANT.get(name, name))
    best: tuple[int, str, str] | None = None
    for name in candidates:
        try:
            text = data.decode(name, "replace")
        except LookupError:
            continue
        lost = text.count("\ufffd")
        if best is None or lost < best[0]:
            best = (lost, text, name)
        if lost == 0:
            break
    assert best is not None
    return best[1], _shown(best[2])


def _shown(name: str) -> str:
    return {"big5hkscs": "big5", "cp1252": "latin-1"}.get(name, name)
