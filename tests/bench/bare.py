"""A Django of one view and nothing else: the floor for pages that are kept whole.

``BENCH_BYTES`` says how long its answer is.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = b"x" * int(os.environ.get("BENCH_BYTES", "1000"))


def view(request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse(BODY)


settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="bench")
urlpatterns = [path("bare/", view), path("healthz", view)]
application = get_wsgi_application()
