"""SQL functions Django does not name."""

from django.db.models import Func


class DateRange(Func):
    """DATERANGE(from, to, bounds) of PostgreSQL."""

    function = "DATERANGE"
