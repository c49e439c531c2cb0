"""SQL expressions the querysets of lessons need and Django does not have."""

from __future__ import annotations

from django.db.models import BooleanField, Func


class IsAnyOf(Func):
    """Whether the first expression equals an element of the second, an array; may use an index."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    arity = 2
    output_field = BooleanField()
