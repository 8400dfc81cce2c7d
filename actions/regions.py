"""The five regions of the UN geoscheme (Standard Country or Area Codes, M49).

Countries derive their region from here; nobody types a region. Source: United Nations Statistics
Division, https://unstats.un.org/unsd/methodology/m49/. Names come from Unicode CLDR, which uses
the same codes. Taiwan Province of China, the Holy See and other areas follow M49 or, where M49
lists none, their geographical region.
"""

from __future__ import annotations

from home.languages import territory_name

AFRICA, AMERICAS, ASIA, EUROPE, OCEANIA = "002", "019", "142", "150", "009"

COUNTRIES: dict[str, str] = {
    AFRICA: (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA "
        "MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    AMERICAS: (
        "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY "
        "HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI"
    ),
    ASIA: (
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN "
        "MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    EUROPE: (
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT "
        "LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
    OCEANIA: (
        "AQ AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"
    ),
}
COUNTRIES_OF = {region: tuple(codes.split()) for region, codes in COUNTRIES.items()}
REGION_OF = {code: region for region, codes in COUNTRIES_OF.items() for code in codes}
SLUGS = {
    AFRICA: "africa",
    AMERICAS: "americas",
    ASIA: "asia",
    EUROPE: "europe",
    OCEANIA: "oceania",
}
REGION_OF_SLUG = {slug: region for region, slug in SLUGS.items()}


def region_of(country: str) -> str | None:
    """Return the M49 code of the region that an ISO 3166 country lies in."""
    return REGION_OF.get(country)


def region_name(region: str, language: str | None = None) -> str:
    """Return a region's name in a language."""
    return territory_name(region, language)
