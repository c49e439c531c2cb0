"""Pictures written into an address (data: URLs); nothing is ever fetched."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote_to_bytes

from lessons.importing.pictures import Pictures


def place_picture(pictures: Pictures, block: int, source: str, alt: str) -> None:
    """Keeps what stands in a data: URL; anything else lies elsewhere and is dropped."""
    if source[:5].lower() != "data:":
        pictures.drop(block, "remote", alt)
        return
    data = _data_of(source)
    if data is None:
        pictures.drop(block, "missing", alt)
    else:
        pictures.keep(block, data, alt)


def _data_of(source: str) -> bytes | None:
    head, comma, body = source.partition(",")
    if not comma:
        return None
    try:
        raw = unquote_to_bytes(body)
        return base64.b64decode(raw) if ";base64" in head.lower() else raw
    except (binascii.Error, ValueError):
        return None
