"""Sample content for the component page. Every place in it is invented and says so."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.templatetags.static import static
from wagtail.rich_text import RichText

from home.charts import Chart, Row

CATEGORIES = {
    "access-to-services": ("Access to services", "الوصول إلى الخدمات"),
    "governance": ("City governance", "حوكمة المدن"),
    "employment": ("Employment and entrepreneurship", "العمل وريادة الأعمال"),
    "humanitarian-assistance": ("Assistance in times of crisis", "المساعدة في أوقات الأزمات"),
    "children-youth": ("Children and youth", "الأطفال والشباب"),
    "climate": ("Climate and displacement", "المناخ والنزوح"),
}
COLOURS = ("ground", "surface", "sunken", "ink", "muted", "line", "brand", "clay", "marigold")
ICON_NAMES = (
    "arrow", "back", "calendar", "check", "close", "down", "download", "external", "feed",
    "globe", "info", "mail", "menu", "place", "play", "search",
)  # fmt: skip

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "direction": "ltr",
        "name": "English",
        "title": "Example: a welcome desk that moves from district to district",
        "summary": "An example of a summary. The invented city of Example Bay opens a desk in a "
        "different district each week, so that nobody has to travel to ask for help.",
        "place": "Example Bay",
        "country": "Example Country",
        "dates": "2022 – ongoing",
        "stage": "Under way",
        "story": "Example: what a welcome desk learns in its first year",
        "date": "14 March 2023",
        "report": "Example report: Localizing the Global Compacts",
        "forum": "International Migration Review Forum",
        "heading": "A heading of the second level",
        "text": "<p>A paragraph with a <a href='#'>link</a>, <b>strong words</b> and <i>a title"
        "</i>. People on the move often arrive first in a city, a town or a village.</p><ul>"
        "<li>The first point of a list.</li><li>The second point.</li></ul>",
        "quote": "An example of a quotation, of the length that editors usually give one.",
        "attribution": "Example Person, mayor of Example Bay",
        "figures": (("70", "local actions"), ("47", "local and regional governments"),
                    ("33", "countries")),
        "source": "Example source",
        "question": "Can two cities send one action together?",
        "answer": "<p>Yes. One city sends the form and names the other.</p>",
        "caption": "Example table",
        "table": [["Year", "Desks", "Visits"], ["2021", "2", "410"], ["2022", "5", "1,208"]],
        "call": "Does your local government work with migrants or refugees?",
        "call_text": "Read what joining means and what you need to prepare.",
        "call_link": "How to join",
        "objective": "Provide access to basic services for migrants",
        "progress": "An example of a progress update: five desks are open.",
        "as_of": "June 2023",
    },
    "ar": {
        "direction": "rtl",
        "name": "العربية",
        "title": "مثال: مكتب استقبال ينتقل من حي إلى حي",
        "summary": "مثال على ملخص. تفتح مدينة خليج المثال المتخيَّلة مكتبًا في حي مختلف كل أسبوع، "
        "حتى لا يضطر أحد إلى السفر لطلب المساعدة.",
        "place": "خليج المثال",
        "country": "بلد المثال",
        "dates": "2022 – مستمر",
        "stage": "قيد التنفيذ",
        "story": "مثال: ما الذي يتعلمه مكتب الاستقبال في عامه الأول",
        "date": "14 مارس 2023",
        "report": "تقرير مثال: إضفاء الطابع المحلي على الاتفاقين العالميين",
        "forum": "منتدى استعراض الهجرة الدولية",
        "heading": "عنوان من المستوى الثاني",
        "text": "<p>فقرة فيها <a href='#'>رابط</a> و<b>كلمات بارزة</b> و<i>عنوان</i>. غالبًا ما "
        "يصل الناس المتنقلون أولًا إلى مدينة أو بلدة أو قرية.</p><ul><li>النقطة الأولى في "
        "القائمة.</li><li>النقطة الثانية.</li></ul>",
        "quote": "مثال على اقتباس، بالطول الذي يختاره المحررون عادة.",
        "attribution": "شخص مثال، رئيس بلدية خليج المثال",
        "figures": (("70", "إجراءً محليًا"), ("47", "حكومة محلية وإقليمية"), ("33", "بلدًا")),
        "source": "مصدر مثال",
        "question": "هل يمكن لمدينتين إرسال إجراء واحد معًا؟",
        "answer": "<p>نعم. ترسل إحدى المدينتين الاستمارة وتذكر الأخرى.</p>",
        "caption": "جدول مثال",
        "table": [["السنة", "المكاتب", "الزيارات"], ["2021", "2", "410"], ["2022", "5", "1208"]],
        "call": "هل تعمل حكومتكم المحلية مع المهاجرين أو اللاجئين؟",
        "call_text": "اقرؤوا معنى الانضمام وما تحتاجون إلى إعداده.",
        "call_link": "كيفية الانضمام",
        "objective": "توفير حصول المهاجرين على الخدمات الأساسية",
        "progress": "مثال على تحديث: خمسة مكاتب مفتوحة.",
        "as_of": "يونيو 2023",
    },
}  # fmt: skip


def samples() -> dict[str, Any]:
    """Return the context of the component page."""
    return {
        "colours": COLOURS,
        "category_slugs": list(CATEGORIES),
        "icon_names": ICON_NAMES,
        "art_seeds": [f"sample {number}" for number in range(8)],
        "samples": [sample(code) for code in WORDS],
    }


def sample(code: str) -> SimpleNamespace:
    """Return one of everything in a language."""
    words = WORDS[code]
    terms = [term(code, slug) for slug in CATEGORIES]
    return SimpleNamespace(
        code=code,
        direction=words["direction"],
        name=words["name"],
        terms=terms,
        actions=[action_card(code, slug) for slug in ("access-to-services", "climate")],
        city=city_card(code),
        story=story_card(code),
        report=report_card(code),
        objective=SimpleNamespace(
            framework="gcm",
            number=15,
            title=words["objective"],
            title_lang=code,
            label=words["objective"],
            lang=code,
            url="#",
        ),
        progress=SimpleNamespace(
            as_of=words["as_of"], text=words["progress"], stage=words["stage"], lang=code
        ),
        fallback=SimpleNamespace(language_name="Español", language_tag="es", original_url="#"),
        pagination=pages(),
        chart=chart(words["title"], terms),
        blocks=blocks(words),
    )


def city_card(code: str) -> SimpleNamespace:
    """Return the card of a city."""
    words = WORDS[code]
    return SimpleNamespace(
        name=words["place"],
        lang=code,
        direction=words["direction"],
        url="#",
        country=words["country"],
        region="",
        kind="",
        has_joined=True,
        actions_count=2,
        commitments_count=1,
        art_seed="city",
    )


def story_card(code: str) -> SimpleNamespace:
    """Return the card of a story."""
    words = WORDS[code]
    return SimpleNamespace(
        title=words["story"],
        lang=code,
        direction=words["direction"],
        url="#",
        summary=words["summary"],
        date=words["date"],
        date_iso="2023-03-14",
        authors=[],
        tags=[],
        art_seed="story",
        image=None,
        image_alt="",
    )


def report_card(code: str) -> SimpleNamespace:
    """Return the card of an edition of the report."""
    words = WORDS[code]
    return SimpleNamespace(
        title=words["report"],
        lang=code,
        url="#",
        edition_year="2022",
        forum=words["forum"],
        summary=words["summary"],
    )


def pages() -> SimpleNamespace:
    """Return the links between the pages of a list."""
    return SimpleNamespace(
        pages=[{"number": str(number), "url": "#", "current": number == 2} for number in (1, 2, 3)],
        previous_url="#",
        next_url="#",
        label="",
    )


def chart(heading: str, terms: list[SimpleNamespace]) -> Chart:
    """Return a chart of how many actions each category has."""
    counts, shares = (40, 37, 29, 24, 19, 16), (100, 92, 72, 60, 48, 40)
    return Chart(
        figure="category",
        heading=heading,
        column="",
        unit="",
        note="",
        rows=[
            Row(item.slug, item.label, item.lang, "", str(value), share, "#")
            for item, value, share in zip(terms, counts, shares, strict=True)
        ],
    )


def term(code: str, slug: str) -> SimpleNamespace:
    """Return the chip of a category."""
    label = CATEGORIES[slug][code == "ar"]
    return SimpleNamespace(
        slug=slug, label=label, lang=code, title=label, title_lang=code, url="#", framework=""
    )


def action_card(code: str, slug: str) -> SimpleNamespace:
    """Return the card of an action."""
    words = WORDS[code]
    return SimpleNamespace(
        title=words["title"],
        lang=code,
        direction=words["direction"],
        url="#",
        summary=words["summary"],
        places_text=f"{words['place']}, {words['country']}",
        dates=words["dates"],
        stage=words["stage"],
        stage_value="under_way",
        categories=[term(code, slug), term(code, "governance")],
        art_seed=slug,
        category_slug=slug,
        image=None,
        image_alt="",
        translated=True,
        inferred=False,
    )


def blocks(words: dict[str, Any]) -> dict[str, Any]:
    """Return the value of each block that needs no record."""
    figures = [{"value": value, "label": label} for value, label in words["figures"]]
    table = {
        "data": words["table"],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
    }
    picture = SimpleNamespace(url=static("img/favicon.svg"), width=480, height=360)
    return {
        "heading": words["heading"],
        "rich_text": words["text"],
        "quotation": {
            "quote": words["quote"], "attribution": words["attribution"], "source_url": "#",
        },
        "key_figures": {"figures": figures, "source": words["source"], "source_url": "#"},
        "call_to_action": {
            "heading": words["call"], "text": words["call_text"],
            "link_text": words["call_link"], "href": "#",
        },
        "accordion": {"items": [{"heading": words["question"], "body": words["answer"]}]},
        "table": {"caption": words["caption"], "table": table},
        "video": {
            "title": words["story"],
            "video": SimpleNamespace(provider="YouTube", page_url="#", frame_url="#"),
            "transcript": RichText(words["answer"]),
        },
        "gallery": {"heading": words["caption"]},
        "pictures": [
            SimpleNamespace(
                small=picture, large=picture, alt="", caption=words["place"], credit=words["source"]
            )
            for _number in range(3)
        ],
        "notes": [
            SimpleNamespace(text=RichText(words["answer"]), number=1, anchor="#", places=[])
        ],
    }  # fmt: skip
