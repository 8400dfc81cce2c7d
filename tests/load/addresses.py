"""What readers of a day of the forum ask for: how often each kind of page, in which language."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import urlencode

LANGUAGES = {"en": 34, "fr": 18, "es": 18, "ar": 14, "ru": 8, "zh-hans": 8}
WORDS = {
    "ar": ("اللاجئين", "السكن", "المدرسة", "النساء", "الصحة"),
    "en": ("refugees", "housing", "health", "school", "women", "children", "welcome"),
    "es": ("refugiados", "vivienda", "salud", "escuela", "mujeres"),
    "fr": ("réfugiés", "logement", "santé", "école", "femmes"),
    "ru": ("беженцев", "жильё", "здоровье", "школа", "женщин"),
    "zh-hans": ("难民", "住房", "健康", "学校", "妇女"),
}
# What readers narrow the actions by, and how often; every third by two at once.
FACETS = {"category": 6, "country": 5, "region": 3, "gcm": 4, "gcr": 2, "sdg": 2, "year": 2}
FORMATS = ("csv", "json", "geojson", "xlsx")
LISTS = ("actions", "cities", "stories", "reports")
Query = dict[str, str]


class Addresses:
    """Draws addresses of the site as the database in use fills it."""

    def __init__(self, random: Random) -> None:
        from actions.facet_index import facet_index
        from actions.models import Action, CityPage
        from blog.models import StoryPage
        from home.caches import purge
        from home.models import ReportPage

        purge()
        self.random = random
        self.values = {name: sorted(values) for name, values in facet_index().facets.items()}
        actions = Action.objects.public().values_list("slug", flat=True)
        self.paths = {
            "action": [f"actions/{slug}/" for slug in actions],
            "city": _paths(CityPage),
            "story": _paths(StoryPage),
            "report": _paths(ReportPage),
        }
        self.kinds: dict[str, tuple[int, Callable[[str], str]]] = {
            "home": (18, lambda language: f"/{language}/"),
            "explorer": (12, lambda language: f"/{language}/actions/"),
            "explorer, filters": (16, lambda language: self._explorer(language, self._narrow())),
            "explorer, words": (
                5,
                lambda language: self._explorer(language, self._words(language)),
            ),
            "map": (4, lambda language: self._explorer(language, self._narrow(), view="map")),
            "figures": (2, lambda language: f"/{language}/actions/figures/"),
            "action": (16, lambda language: self._one("action", language)),
            "city": (7, lambda language: self._one("city", language)),
            "cities": (3, lambda language: f"/{language}/cities/"),
            "stories": (3, lambda language: f"/{language}/stories/"),
            "story": (6, lambda language: self._one("story", language)),
            "report": (3, lambda language: self._one("report", language)),
            "search": (4, lambda language: self._search(language)),
            "join": (4, lambda language: f"/{language}/join/"),
            "export": (2, self._export),
            "feed": (1, lambda language: f"/{language}/actions/feed/"),
            "API": (3, self._api),
        }

    def draw(self) -> tuple[str, str]:
        """Return a kind of page, and the address at which a reader asks for one."""
        weights = [weight for weight, _make in self.kinds.values()]
        kind = self.random.choices(list(self.kinds), weights)[0]
        return kind, self.kinds[kind][1](self.language())

    def language(self) -> str:
        """Return the language of a reader."""
        return self.random.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]

    def _one(self, kind: str, language: str) -> str:
        return f"/{language}/{self.random.choice(self.paths[kind])}"

    def _narrow(self) -> Query:
        names = [name for name in FACETS if name in self.values]
        chosen = self.random.choices(names, [FACETS[name] for name in names], k=2)
        if self.random.random() > 1 / 3:
            chosen.pop()
        return {name: self.random.choice(self.values[name]) for name in chosen}

    def _words(self, language: str) -> Query:
        return {"q": self.random.choice(WORDS[language])}

    def _explorer(self, language: str, query: Query, path: str = "", **more: str) -> str:
        from actions.selection import NEWEST, RELEVANCE, Selection

        words = query.get("q", "")
        chosen = {name: (value,) for name, value in query.items() if name != "q"}
        selection = Selection(words, chosen, RELEVANCE if words else NEWEST)
        return f"/{language}/actions/{path}?{selection.query_string(**more)}"

    def _search(self, language: str) -> str:
        return f"/{language}/search/?{urlencode(self._words(language))}"

    def _export(self, language: str) -> str:
        name = f"export.{self.random.choice(FORMATS)}"
        return self._explorer(language, self._narrow(), name)

    def _api(self, language: str) -> str:
        return f"/api/v1/{self.random.choice(LISTS)}/?lang={language}"


def _paths(model: Any) -> list[str]:
    """Return where public pages stand below the address of a language."""
    pages = model.objects.live().filter(is_source=True).order_by("pk")
    return [page.get_url().split("/", 2)[2] for page in pages]
