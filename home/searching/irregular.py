"""Words whose plural or cases no stemmer ties to their base, as far as this site's subjects go."""

from __future__ import annotations

# By PostgreSQL's dictionary; all words as :func:`.folding.fold` leaves them.
BASES: dict[str, dict[str, str]] = {
    "english_stem": {
        "children": "child",
        "lives": "life",
        "men": "man",
        "people": "person",
        "women": "woman",
    },
    "french_stem": {"baux": "bail", "travaux": "travail"},
    "russian_stem": {
        **dict.fromkeys(("дети", "детей", "детям", "детьми", "детях"), "ребенок"),
        **dict.fromkeys(("люди", "людей", "людям", "людьми", "людях"), "человек"),
        "лет": "год",
    },
    "arabic_stem": {
        "اسر": "اسره",
        "اطفال": "طفل",
        "برامج": "برنامج",
        "تقارير": "تقرير",
        "حقوق": "حق",
        "رجال": "رجل",
        "شباب": "شاب",
        "شركاء": "شريك",
        "طلاب": "طالب",
        "عمال": "عامل",
        "فرص": "فرصه",
        "قوانين": "قانون",
        "مدارس": "مدرسه",
        "مدن": "مدينه",
        "مراكز": "مركز",
        "مشاريع": "مشروع",
        "منازل": "منزل",
        "نساء": "امراه",
    },
}
