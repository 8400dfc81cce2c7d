"""Short addresses that never change, whatever becomes of titles and slugs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from actions.cards import action_url
from home.links import absolute_url
from home.sources import attach_words

if TYPE_CHECKING:
    from actions.models import Action


def permalink(source: Action, request: HttpRequest) -> str:
    """Return the short address of a source action, with the public host."""
    return absolute_url(request, permalink_path(source))


def permalink_path(source: Action) -> str:
    """Return the short address of a source action, without a host."""
    return reverse("permalink", args=[source.pk])


@require_safe
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to an action in the reader's language: an earlier choice first, then the browser's."""
    from actions.models import Action

    language = get_language_from_request(request)
    source = Action.objects.public().filter(pk=int(key)).select_related("locale").first()
    if source is None:
        raise Http404
    words = attach_words([source], language)[0].words
    response = HttpResponseRedirect(action_url(words.slug, language))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "no-cache"
    return response
