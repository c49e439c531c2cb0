"""SQL functions Django does not name, and the column that sorts people."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func

from common.surnames import sort_key


class DateRange(Func):
    """DATERANGE(from, to, bounds) of PostgreSQL."""

    function = "DATERANGE"


class SortKeyField(models.CharField):
    """The place of `display_name` in lists by strokes; follows the name at every save."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=72, editable=False, default="")
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = sort_key(getattr(model_instance, "display_name", ""))
        setattr(model_instance, self.attname, value)
        return value
