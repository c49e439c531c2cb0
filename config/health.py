"""Whether this process can serve: database, migrations, and the demo when one is wanted."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from quizzes.models import Paper

_is_migrated = False


def missing() -> str:
    """What is not ready yet, as a word; "" when all is."""
    global _is_migrated
    try:
        if not _is_migrated:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return "migrations"
            _is_migrated = True
        if settings.DEMO_FILE:
            if not Path(settings.DEMO_FILE).exists():
                return "demo"
            if not Paper.objects.filter(edition__generated_at__isnull=False).exists():
                return "items"
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "database"
    return ""


@login_not_required
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when this process can serve, else 503 with the missing part's name."""
    what = missing()
    response = JsonResponse({"ready": not what, "missing": what}, status=503 if what else 200)
    # Whoever asks is told; each question while the site starts is no error of the log.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
