"""A line of words in the making that knows how much of its beginning is strong (bold, heavy)."""

from __future__ import annotations

from dataclasses import dataclass

from lessons.importing.spaces import tidy


@dataclass(slots=True)
class StrongLine:
    text: str = ""
    strong: int = 0  # leading characters that are strong
    is_strong_so_far: bool = True

    def add(self, text: str, is_strong: bool) -> None:
        if self.is_strong_so_far and (is_strong or not text.strip()):
            self.strong = len(self.text) + len(text)
        elif text.strip():
            self.is_strong_so_far = False
        self.text += text

    def add_line(self, other: StrongLine) -> None:
        """Joins a line that a break had parted from this one."""
        if self.text.strip() and other.text.strip():
            self.text += " "
        self.add(other.text[: other.strong], True)
        self.add(other.text[other.strong :], False)

    def tidied(self) -> tuple[str, int]:
        """The clean text and the length of its strong beginning."""
        text = tidy(self.text)
        head = tidy(self.text[: self.strong])
        return text, len(head) if text.startswith(head) else 0
