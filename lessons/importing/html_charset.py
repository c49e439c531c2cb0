"""Which encoding a web page is in: its bytes first, then what it says of itself."""

from __future__ import annotations

import re

from lessons.importing.decoding import CODECS, Decoded, decode

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.I)
# Pages that say GB2312 mean the larger set that contains it.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_MEANT |= {"big5-hkscs": "big5", "x-x-big5": "big5"}


def decode_html(data: bytes, encoding: str | None) -> Decoded:
    """The text of a page; `encoding` is the editor's choice. Raises ImportRefused as `decode`."""
    if encoding is None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        declared = _declared_reading(data)
        if declared is not None:
            return declared
    return decode(data, encoding)


def _declared_reading(data: bytes) -> Decoded | None:
    """The text as the page declares it; None when it says nothing or its bytes say otherwise."""
    declared = _DECLARED.search(data[:4096])
    if declared is None or b"\x00" in data:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return None  # valid UTF-8 is UTF-8, whatever a page says
    name = declared[1].decode("ascii").lower()
    name = _MEANT.get(name, name)
    if name not in CODECS or name == "windows-1252":
        return None
    try:
        data.decode(CODECS[name])
    except UnicodeDecodeError:
        return None
    return decode(data, name)
