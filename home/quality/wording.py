"""Words of links that say nothing, and sentences that are long, in the six languages."""

from __future__ import annotations

import re

# What a link is called by those who don't say where it leads.
VAGUE_WORDS: dict[str, frozenset[str]] = {
    "ar": frozenset(
        {"هنا", "اضغط هنا", "انقر هنا", "المزيد", "اقرأ المزيد", "الرابط", "رابط", "هذا الرابط"}
    ),
    "en": frozenset(
        {"here", "click here", "click", "more", "read more", "learn more", "link", "this link"}
        | {"this page", "this", "see here", "details"}
    ),
    "es": frozenset(
        {"aquí", "aqui", "haga clic aquí", "haz clic aquí", "pulse aquí", "más", "leer más"}
        | {"ver más", "enlace", "este enlace", "más información"}
    ),
    "fr": frozenset(
        {"ici", "cliquez ici", "cliquer ici", "plus", "lire la suite", "en savoir plus", "lien"}
        | {"ce lien", "voir plus"}
    ),
    "ru": frozenset(
        {"здесь", "тут", "нажмите здесь", "подробнее", "далее", "читать далее", "ссылка"}
        | {"по ссылке", "эта ссылка"}
    ),
    "zh-hans": frozenset(
        {"这里", "此处", "点击这里", "点击此处", "更多", "了解更多", "阅读更多", "链接", "详情"}
    ),
}
BARE_ADDRESS = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)
PUNCTUATION = " .,:;!?…»«“”\"'›>→←()[]،؛؟。，：；！？"

SENTENCE_ENDS = re.compile(r"[.!?…؟。！？]+[\s\"»”)]*|\n")
# A sentence of more words than this is hard to follow; of more signs, in Chinese.
LONGEST_SENTENCE = {"ar": 30, "en": 28, "es": 32, "fr": 32, "ru": 25}
LONGEST_CHINESE_SENTENCE = 60


def is_vague(text: str, language: str) -> bool:
    """Say whether the words of a link tell nothing of where it leads."""
    bare = text.strip(PUNCTUATION).casefold()
    return not bare or bare in VAGUE_WORDS.get(language, frozenset())


def is_bare_address(text: str) -> bool:
    """Say whether a link is an address spelled out, which a screen reader spells out too."""
    return bool(BARE_ADDRESS.match(text.strip()))


def long_sentences(text: str, language: str) -> list[str]:
    """Return the sentences that are long for their language, as a hint and not as a grade."""
    sentences = [sentence.strip() for sentence in SENTENCE_ENDS.split(text)]
    if language == "zh-hans":
        return [one for one in sentences if len(one) > LONGEST_CHINESE_SENTENCE]
    limit = LONGEST_SENTENCE.get(language, max(LONGEST_SENTENCE.values()))
    return [sentence for sentence in sentences if len(sentence.split()) > limit]
