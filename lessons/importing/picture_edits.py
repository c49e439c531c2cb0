"""Moving a picture to another line of an outline; the text stays as it is."""

from __future__ import annotations

from dataclasses import replace

from lessons.importing.edits import EditError
from lessons.importing.outline import Outline
from lessons.importing.tree import pieces


def move_picture(outline: Outline, name: str, line: int, *, is_after: bool) -> Outline:
    """The picture before or after a line, counted from 1; pictures of one place keep their order.

    Raises EditError: no_picture, no_line.
    """
    if all(image.name != name for image in outline.images):
        raise EditError("no_picture")
    starts = [piece.start for piece in pieces(outline)]
    if not 1 <= line <= len(starts):
        raise EditError("no_line")
    place = (*starts, len(outline.text))[line if is_after else line - 1]
    images = [
        replace(image, start=place) if image.name == name else image for image in outline.images
    ]
    return replace(outline, images=tuple(sorted(images, key=lambda image: image.start)))
