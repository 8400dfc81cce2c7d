"""What a sign-up may repeat: LRGs and actions that are here already, and other sign-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from actions.models import Action, CityPage
from home.models import SignUp
from home.searching.folding import tokens

SAME, VERY_SIMILAR, SIMILAR = 97, 88, 76
SHOWN = 5
SEPARATORS = re.compile(r"[\n;,،؛、，；]")
SCORES = ((SAME, _("the same words")), (VERY_SIMILAR, _("very similar")), (SIMILAR, _("similar")))
# Of the words that only say what kind of government it is, names are compared without.
GENERIC = frozenset(
    (
        *("city", "municipality", "town", "of", "the", "province", "county", "state", "region"),
        *("ville", "commune", "mairie", "departement", "de", "la", "le", "du", "des"),
        *("ciudad", "municipio", "ayuntamiento", "alcaldia", "el", "los", "las", "provincia"),
        *("departamento", "gobierno", "город", "муниципалитет", "область", "мэрия", "мерия"),
        *("بلديه", "مدينه", "محافظه"),
    )
)


@dataclass(frozen=True)
class Match:
    """A record that may be the same."""

    pk: int
    name: str
    language: str
    score: Any
    url: str
    detail: Any = ""


def folded(text: str) -> str:
    """Return a text as it is compared: without accents, case and order of writing."""
    return " ".join(token.folded for token in tokens(text))


def bare(name: str) -> str:
    """Return a name without the words for kinds of governments, unless it has no other."""
    words = folded(name).split()
    return " ".join(word for word in words if word not in GENERIC) or " ".join(words)


def similarity(first: str, second: str) -> float:
    """Return how alike two folded texts are, 100 at most."""
    return max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second))


def in_words(score: float) -> Any:
    """Return a score in words."""
    return next(words for least, words in SCORES if score >= least)


def best(names: Iterable[tuple[Any, str, str]], sought: str, fold: Any) -> list[tuple[float, Any]]:
    """Return the keys whose best name is close to the one sought, the closest first.

    ``names`` are a key, a name and its language; a key may have a name in every language.
    """
    target = fold(sought)
    found: dict[Any, tuple[float, Any]] = {}
    for key, name, language in names:
        score = similarity(target, fold(name))
        if score >= SIMILAR and score > found.get(key, (0, None))[0]:
            found[key] = (score, (key, name, language))
    ranked = sorted(found.values(), key=lambda item: -item[0])
    return ranked[:SHOWN]


def similar_lrgs(sign_up: SignUp) -> list[Match]:
    """Return LRGs of the same country that have such a name in some language."""
    sources = dict(
        CityPage.objects.filter(is_source=True, country=sign_up.country).values_list(
            "translation_key", "pk"
        )
    )
    names = CityPage.objects.filter(translation_key__in=sources).values_list(
        "translation_key", "title", "locale__language_code"
    )
    return [
        Match(
            sources[key],
            name,
            language,
            in_words(score),
            reverse("wagtailadmin_pages:edit", args=[sources[key]]),
        )
        for score, (key, name, language) in best(names, sign_up.lrg_name, bare)
    ]


def similar_actions(sign_up: SignUp, parts: Iterable[Any]) -> dict[int, list[Match]]:
    """Return, for each action of a sign-up, those of the same LRG or country with such a title."""
    links = Q(lrgs__lrg__country=sign_up.country)
    if sign_up.city_id:
        links |= Q(lrgs__lrg=sign_up.city_id)
    sources = dict(
        Action.objects.filter(links, is_source=True).distinct().values_list("translation_key", "pk")
    )
    names = list(
        Action.objects.filter(translation_key__in=sources).values_list(
            "translation_key", "title", "locale__language_code"
        )
    )
    found = {}
    for part in parts:
        others = [row for row in names if sources[row[0]] != part.action_id]
        found[part.pk] = [
            Match(
                sources[key],
                name,
                language,
                in_words(score),
                reverse("wagtailsnippets_actions_action:edit", args=[sources[key]]),
            )
            for score, (key, name, language) in best(others, part.title, folded)
        ]
    return found


def other_sign_ups(sign_up: SignUp) -> list[Match]:
    """Return sign-ups of the same LRG, or from the same address."""
    alike = Q(country=sign_up.country)
    if sign_up.city_id:
        alike |= Q(city=sign_up.city_id)
    if sign_up.contact_email:
        alike |= Q(contact_email__iexact=sign_up.contact_email)
    target = bare(sign_up.lrg_name)
    matches = []
    for other in SignUp.objects.filter(alike).exclude(pk=sign_up.pk).order_by("-created_at"):
        same_address = bool(sign_up.contact_email) and (
            other.contact_email.casefold() == sign_up.contact_email.casefold()
        )
        same_city = bool(sign_up.city_id) and other.city_id == sign_up.city_id
        is_alike = similarity(target, bare(other.lrg_name)) >= VERY_SIMILAR
        if not (same_address or same_city or (is_alike and other.country == sign_up.country)):
            continue
        reason = _("from the same address") if same_address else _("of the same government")
        url = reverse("sign-ups:inspect", args=[other.pk])
        matches.append(
            Match(
                other.pk,
                other.lrg_name,
                other.language,
                reason,
                url,
                other.get_status_display(),
            )
        )
    return matches[:SHOWN]


class LrgNames:
    """Every LRG by its names in all languages, read once."""

    def __init__(self) -> None:
        self.known: dict[str, dict[Any, None]] = {}
        self.sources = {
            key: (pk, str(code))
            for key, pk, code in CityPage.objects.filter(is_source=True).values_list(
                "translation_key", "pk", "country"
            )
        }
        for key, title in CityPage.objects.values_list("translation_key", "title"):
            self.known.setdefault(bare(title), {})[key] = None

    def match(self, names: str, country: str) -> tuple[list[int], list[str]]:
        """Return the LRGs that a list of names means without doubt, and the names that are left.

        Of several with the same name, the one in the same country is meant.
        """
        found, left = [], []
        for name in filter(None, map(str.strip, SEPARATORS.split(names))):
            keys = [key for key in self.known.get(bare(name), {}) if key in self.sources]
            near = [key for key in keys if self.sources[key][1] == country]
            chosen = keys if len(keys) == 1 else near
            if len(chosen) == 1:
                found.append(self.sources[chosen[0]][0])
            else:
                left.append(name)
        return list(dict.fromkeys(found)), left
