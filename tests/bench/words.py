"""Texts of any length in six languages: common words first, then a long tail of invented ones.

How often a word comes falls with its rank, as in natural texts (Zipf's law), so that a search
index is as large, and as uneven, as that of real entries. Nothing that is said means anything.
"""

from __future__ import annotations

from itertools import accumulate, product
from random import Random

COMMON = {
    "en": (
        "the of and in for with to a city refugees migrants housing health school children "
        "women young people work employment training language welcome centre community services "
        "access rights documents legal support newcomers families neighbourhood local council "
        "programme shelter climate displacement inclusion integration participation health "
        "education network volunteers mayors partners residents information protection"
    ),
    "es": (
        "la de y en para con a el ciudad refugiados migrantes vivienda salud escuela niños "
        "mujeres jóvenes personas trabajo empleo formación lengua acogida centro comunidad "
        "servicios acceso derechos documentos jurídica apoyo recién familias barrio local "
        "consejo programa albergue clima desplazamiento inclusión integración participación "
        "educación red voluntarios alcaldes"
    ),
    "fr": (
        "la de et dans pour avec à le ville réfugiés migrants logement santé école enfants "
        "femmes jeunes personnes travail emploi formation langue accueil centre communauté "
        "services accès droits documents juridique soutien nouveaux familles quartier local "
        "conseil programme abri climat déplacement inclusion intégration participation "
        "éducation réseau bénévoles maires"
    ),
    "ru": (
        "и в для с на о город беженцев мигрантов жильё здоровье школа детей женщин молодёжь "
        "людей работа занятость обучение язык приём центр община услуги доступ права документы "
        "правовая поддержка семьи район местный совет программа убежище климат перемещение "
        "интеграция участие образование сеть добровольцы мэры партнёры жители информация защита"
    ),
    "ar": (
        "في من و على إلى المدينة اللاجئين المهاجرين السكن الصحة المدرسة الأطفال النساء الشباب "
        "الناس العمل التوظيف التدريب اللغة الاستقبال مركز المجتمع الخدمات الوصول الحقوق الوثائق "
        "القانونية الدعم الأسر الحي المحلي المجلس برنامج المأوى المناخ النزوح الإدماج المشاركة "
        "التعليم شبكة المتطوعين رؤساء الشركاء السكان المعلومات الحماية"
    ),
    "zh-hans": (
        "的 和 在 为 城市 难民 移民 住房 健康 学校 儿童 妇女 青年 人们 工作 就业 "
        "培训 语言 欢迎 中心 社区 服务 获得 权利 文件 法律 支持 家庭 街区 地方 议会 "
        "方案 庇护 气候 流离失所 融入 参与 教育 网络 志愿者 市长 伙伴 居民 信息 保护"
    ),
}
# The same place has the same syllables in every script.
SYLLABLES = {
    "latin": "ba ko ri mu ne sal to vin da lo pe gar zu mi han sko le tar bro wen",
    "ru": "ба ко ри му не сал то вин да ло пе гар зу ми хан ско ле тар бро вен",
    "ar": "با كو ري مو ني سال تو فين دا لو بي غار زو مي هان سكو لي تار برو وين",
    "zh-hans": "巴 科 里 穆 内 萨 托 温 达 洛 佩 加 祖 米 汉 斯 莱 塔 布 文",
}
INVENTED_WORDS = 6_000
# Prime to the number of names, so that names which follow each other differ in every syllable.
STRIDE = 3_571
SEPARATORS = {"zh-hans": ""}
STOPS = {"zh-hans": "。"}


class Writer:
    """Writes titles, sentences and paragraphs in one language."""

    def __init__(self, language: str, random: Random) -> None:
        self.random = random
        self.separator = SEPARATORS.get(language, " ")
        self.stop = STOPS.get(language, ". ")
        syllables = _syllables(language)
        tail = ["".join(parts) for parts in product(syllables, repeat=3)]
        # Of its own, so that the rest of the run doesn't depend on how long this list is.
        Random(language).shuffle(tail)
        common = COMMON[language].split()
        self.vocabulary = [*common, *tail[:INVENTED_WORDS]]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.vocabulary))))

    def words(self, number: int) -> list[str]:
        """Return so many words."""
        return self.random.choices(self.vocabulary, cum_weights=self.weights, k=number)

    def title(self) -> str:
        """Return a few words with a capital."""
        text = self.separator.join(self.words(self.random.randint(4, 9)))
        return text[:1].upper() + text[1:]

    def sentences(self, number: int) -> str:
        """Return some sentences of about fifteen words."""
        return self.stop.join(
            self.separator.join(self.words(self.random.randint(8, 22))).capitalize()
            for _ in range(number)
        )


def place_name(number: int, language: str) -> str:
    """Return the name of a place that does not exist: another one for every number."""
    syllables = _syllables(language)
    number, rest = divmod(number, len(syllables) ** 3)
    number = number * len(syllables) ** 3 + rest * STRIDE % len(syllables) ** 3
    parts = []
    for _ in range(3):
        number, index = divmod(number, len(syllables))
        parts.append(syllables[index])
    return "".join(parts).capitalize() + (str(number) if number else "")


def _syllables(language: str) -> list[str]:
    return SYLLABLES.get(language, SYLLABLES["latin"]).split()
