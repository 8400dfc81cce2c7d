"""What programs ask to learn how the site is: probes and figures."""

from __future__ import annotations

import functools
import hmac

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.transaction import atomic
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from .figures import registry
from .heartbeats import CLOCK, WORKER, is_alive

# A database that takes longer is not ready.
MILLISECONDS = 2000


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database and the migrations are as this process needs them.

    Of the cache, the clock and the worker it tells too, but without them readers are served all
    the same.
    """
    needed = {"database": False, "migrations": False}
    others = {"cache": False, CLOCK: False, WORKER: False}
    try:
        with atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {MILLISECONDS}")
            needed["migrations"] = _leaves() <= set(
                MigrationRecorder(connection).applied_migrations()
            )
            needed["database"] = True
    except Exception:  # noqa: S110 - whatever fails, the answer is "not ready"
        pass
    try:
        cache.set("readyz", 1, 10)
        others["cache"] = cache.get("readyz") == 1 and not getattr(cache, "is_away", False)
        others |= {who: is_alive(who) for who in (CLOCK, WORKER)}
    except Exception:  # noqa: S110 - as above
        pass
    ready = all(needed.values())
    response = JsonResponse({"ready": ready, **needed, **others}, status=200 if ready else 503)
    response["Cache-Control"] = "no-store"
    return response


@functools.cache
def _leaves() -> set[tuple[str, str]]:
    """Return the last migration of each app, read from the files once a process."""
    return set(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer Prometheus, which knows the token; for everybody else there is nothing here."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Http404
    from prometheus_client import CollectorRegistry
    from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

    from .work import WorkCollector

    work = CollectorRegistry()
    work.register(WorkCollector())
    body = generate_latest(registry()) + generate_latest(work)
    response = HttpResponse(body, content_type=CONTENT_TYPE_LATEST)
    response["Cache-Control"] = "no-store"
    return response
