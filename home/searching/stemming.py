"""From words to lexemes: what a word has in common with its plurals, genders and cases.

Stems come from PostgreSQL's own dictionaries, which know each language's stop words as well. A
lexeme that is a stem carries its language (``fr:refugi``), so that stems of two languages never
meet; the folded word itself stands beside it without one, for names and exact matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from django.db import connection

from .folding import fold
from .irregular import BASES

# What a word in another script than its text's is stemmed with.
LATIN = re.compile(r"[a-z]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
ARABIC = re.compile(r"[\u0600-\u06ff]")
DICTIONARIES = {
    "ar": "arabic_stem",
    "en": "english_stem",
    "es": "spanish_stem",
    "fr": "french_stem",
    "ru": "russian_stem",
}
# French participles without their accents: *refugiees* is *réfugiées*.
FRENCH_ENDING = re.compile(r"e{0,2}[sx]?$")
# беженец, беженцев: the vowel that falls out between two consonants.
# mujeres, ciudades, luces: the stemmer takes *mujer* for a verb, and *mujeres* for none.
SPANISH_PLURALS = ((re.compile(r"ces$"), "z"), (re.compile(r"(?<=\w\w[dlnrsyz])es$"), ""))
# мигрантка, беженка: a woman who is a мигрант, a беженец.
RUSSIAN_FEMININE = re.compile(r"(?<=[ае]нт)к$")
RUSSIAN_FLEETING = re.compile(r"(?<=\w{3})[ео](?=[цк]$)")
ARABIC_ARTICLE = re.compile(r"^[وف]?[بك]?ال(?=\w{2})")
ARABIC_TO_THE = re.compile(r"^[وف]?لل(?=\w{2})")
ARABIC_PREFIX = re.compile(r"^[وفبكل](?=\w{4})")
ARABIC_ENDING = re.compile(r"(?<=\w{2})[ءيه]+$")

Key = tuple[str, str]
MOST_REMEMBERED = 300_000
_stems: dict[Key, str] = {}
"""A stem by dictionary and word; empty for a stop word. It never changes while a server runs."""


def lexemes(words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], frozenset[str]]:
    """Return the lexemes of words, each given with its language, as they are written.

    One query at most, for the words that this process has not met before.
    """
    wanted = {(language, word) for language, word in words}
    forms = {key: _forms(*key) for key in wanted}
    _learn({form for needed in forms.values() for form in needed})
    return {
        (language, word): _lexemes(language, word, forms[(language, word)])
        for language, word in wanted
    }


def is_stop_word(language: str, word: str) -> bool:
    """Whether a word is too common in a language to search for; its lexemes are known by then."""
    forms = _forms(language, word)
    return bool(forms) and not any(_stems.get(form) for form in forms)


def _lexemes(language: str, word: str, forms: tuple[Key, ...]) -> frozenset[str]:
    folded = fold(word)
    found = {folded}
    for dictionary, form in forms:
        stem = _stems[dictionary, form]
        if stem:
            found.add(f"{dictionary[:2]}:{_trimmed(dictionary, fold(stem))}")
            if dictionary == "french_stem":
                found.add(f"fr:{FRENCH_ENDING.sub('', folded)}")
    return frozenset(found)


def _trimmed(dictionary: str, stem: str) -> str:
    if dictionary == "russian_stem":
        stem = RUSSIAN_FEMININE.sub("", RUSSIAN_FLEETING.sub("", stem))
        return "беженц" if stem == "беженк" else stem
    if dictionary == "arabic_stem":
        return ARABIC_ENDING.sub("", stem)
    return stem


@cache
def _dictionary(language: str, script: str) -> str:
    """Return the dictionary for words of a script in texts of a language."""
    home = {"ar": "arabic", "ru": "cyrillic", "zh-hans": "han"}.get(language, "latin")
    if script == home:
        return DICTIONARIES.get(language, "")
    return {"latin": "english_stem", "cyrillic": "russian_stem", "arabic": "arabic_stem"}[script]


def _script(folded: str) -> str:
    for script, letters in (("latin", LATIN), ("cyrillic", CYRILLIC), ("arabic", ARABIC)):
        if letters.match(folded):
            return script
    return ""


def _forms(language: str, word: str) -> tuple[Key, ...]:
    """Return what has to be stemmed of a word, with which dictionary."""
    folded = fold(word)
    script = _script(folded)
    if not script:
        return ()
    dictionary = _dictionary(language, script)
    if dictionary == "arabic_stem":
        return tuple((dictionary, form) for form in _arabic_forms(folded))
    # With its accents a stem is surer; a reader may have left them out.
    if dictionary == "spanish_stem":
        return _with_bases(dictionary, _spanish_forms(word.lower()))
    if dictionary == "french_stem":
        return _with_bases(dictionary, [word.lower()])
    return _with_bases(dictionary, [folded])


def _with_bases(dictionary: str, forms: list[str]) -> tuple[Key, ...]:
    """Add the bases of irregular forms."""
    bases = BASES.get(dictionary, {})
    known = [bases[form] for form in forms if form in bases]
    return tuple((dictionary, form) for form in [*forms, *known])


def _arabic_forms(folded: str) -> list[str]:
    """Return a word without conjunction and preposition, as far as they can be told.

    All with the article: the stemmer knows the endings of nouns by it.
    """
    bare = {folded}
    for prefix in (ARABIC_ARTICLE, ARABIC_TO_THE, ARABIC_PREFIX):
        without = prefix.sub("", folded)
        if without != folded:
            # What seems to be a prefix may belong to the word, but for the article.
            bare = {without} if prefix is ARABIC_ARTICLE else {folded, without}
            break
    to_the = ARABIC_TO_THE.match(folded)
    if to_the:
        # *li-l-lājiʾīn* is written with two of its three letters lam.
        bare.add(folded[to_the.end() - 1 :])
    bases = BASES["arabic_stem"]
    bare |= {bases[word] for word in bare if word in bases}
    return [f"ال{word}" for word in sorted(bare)]


def _spanish_forms(word: str) -> list[str]:
    singular = [ending.sub(end, word) for ending, end in SPANISH_PLURALS if ending.search(word)]
    return [word, *singular[:1]]


def _learn(forms: set[Key]) -> None:
    """Ask the database for the stems that are not known yet."""
    unknown = [form for form in forms if form not in _stems]
    if not unknown:
        return
    if len(_stems) + len(unknown) > MOST_REMEMBERED:
        _stems.clear()
        unknown = list(forms)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dictionary, word, ts_lexize(dictionary::regdictionary, word)"
            " FROM unnest(%s::text[], %s::text[]) AS form (dictionary, word)",
            [[dictionary for dictionary, _ in unknown], [word for _, word in unknown]],
        )
        for dictionary, word, stems in cursor.fetchall():
            _stems[dictionary, word] = stems[0] if stems else ""
