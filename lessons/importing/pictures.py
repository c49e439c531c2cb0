"""Which pictures of a file are kept, at which block they stand, and what is said of the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lessons.importing.blocks import PlacedImage
from lessons.importing.outline import Image, Warning

MAX_PICTURE_BYTES = 5 * 1024 * 1024
MAX_PICTURES_BYTES = 20 * 1024 * 1024
MAX_PICTURES = 200

Reason = Literal["remote", "format", "too_large", "too_many", "missing"]

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_MESSAGES: dict[Reason, str] = {
    "remote": "一张图片在别的网站上，没有保留。需要的话请下载后放进文件。",
    "format": "一张图片的格式网页显示不了，没有保留。请换成 PNG 或 JPEG。",
    "too_large": "一张图片超过 5 MB，没有保留。请压缩后再放进文件。",
    "too_many": "图片太多，这一张没有保留。请减少图片，或把课文分成几个文件。",
    "missing": "一张图片在文件里找不到，没有保留。请重新插入图片。",
}


def picture_type(data: bytes) -> str | None:
    """The media type its first bytes show, None for what a page cannot safely show."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return None


@dataclass(slots=True)
class Pictures:
    """Collects the pictures of one file in reading order, within the limits above."""

    kept: list[PlacedImage] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    _bytes: int = 0

    def keep(self, block: int, data: bytes, alt: str = "") -> None:
        media_type = picture_type(data)
        if media_type is None:
            self.drop(block, "format", alt)
        elif len(data) > MAX_PICTURE_BYTES:
            self.drop(block, "too_large", alt)
        elif len(self.kept) >= MAX_PICTURES or self._bytes + len(data) > MAX_PICTURES_BYTES:
            self.drop(block, "too_many", alt)
        else:
            self._bytes += len(data)
            name = f"picture-{len(self.kept) + 1}.{_EXTENSIONS[media_type]}"
            image = Image(name=name, media_type=media_type, data=data, start=0, alt=alt[:300])
            self.kept.append(PlacedImage(block=block, image=image))

    def drop(self, block: int, reason: Reason, alt: str = "") -> None:
        """Warns; `params["block"]` is the block before which the picture stood."""
        if len(self.warnings) < MAX_PICTURES:
            params: dict[str, str | int] = {"block": block, "reason": reason, "alt": alt[:300]}
            self.warnings.append(Warning("image_dropped", _MESSAGES[reason], params=params))
