"""Lists in pages: `?page=3`, a page beyond the end is empty and says so, nothing is an error.

How a lesson is cut into pages of the reader is `lessons.paging`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row")
Record = TypeVar("Record", bound=Model)
SIZE = 50
LARGEST_NUMBER = 1_000_000  # a longer offset is nonsense, and PostgreSQL would refuse it


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page; loops like a list. Template: components/pages.html."""

    rows: Sequence[Row]
    number: int  # from 1
    size: int
    total: int  # rows of the whole list
    name: str = "page"  # the parameter of the address that turns this list

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def count(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def is_beyond(self) -> bool:
        return self.number > self.count

    @property
    def has_next(self) -> bool:
        return self.number < self.count

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def next(self) -> int:
        return self.number + 1

    @property
    def previous(self) -> int:
        return min(self.number - 1, self.count)

    @property
    def first_row(self) -> int:
        """The place of the first row in the whole list, from 1."""
        return (self.number - 1) * self.size + 1


def page_number(written: str) -> int:
    """The number a query string asks for; what is no number is 1."""
    if not (written.isascii() and written.isdigit()):
        return 1
    return min(max(int(written[:9]), 1), LARGEST_NUMBER)


def page_of(
    rows: QuerySet[Record], request: HttpRequest, *, size: int = SIZE, name: str = "page"
) -> Page[Record]:
    """The page `?page=` asks for, or another `name` where one address holds several lists.

    Costs 2 queries, 1 beyond the end; `rows` must be ordered.
    """
    number = page_number(request.GET.get(name, ""))
    total = rows.count()
    start = (number - 1) * size
    found = list(rows[start : start + size]) if start < total else []
    return Page(found, number, size, total, name)
