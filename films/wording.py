"""How facts of a film are said to people. Pure: no database."""

import re
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

#: A synopsis up to this many characters is shown whole, and a longer one up to about here.
LEAD_LENGTH = 420
#: A full stop after an initial or a title ("F. W.", "Dr.") ends no sentence.
SENTENCE_END = re.compile(
    r"(?<!\b\w)(?<!\b[DMS]r)(?<!\bMrs)(?<!\bSt)[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』]*"
)

#: Countries that made films and are no more: CLDR has no names for their codes.
FORMER_COUNTRIES = {
    "SU": "Soviet Union",
    "CS": "Czechoslovakia",
    "YU": "Yugoslavia",
    "DD": "East Germany",
    "ZR": "Zaire",
}


def _locale() -> Locale:
    return Locale.parse(get_language() or "en", sep="-")


def running_time(minutes: int) -> str:
    """Minutes as people say them: 117 is "1 h 57 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def decade(year: int | str) -> str:
    """The decade that begins with that year: 1920 is "1920s"."""
    return _("%(year)ss") % {"year": year}


def country(code: str) -> str:
    """The name of a country by its ISO 3166 code; a code that nobody knows stays as it is."""
    return _locale().territories.get(code) or pgettext("country", FORMER_COUNTRIES.get(code, code))


def language(code: str) -> str:
    """The name of a language by its BCP 47 code; a code that nobody knows stays as it is."""
    return _locale().languages.get(code) or _locale().languages.get(code.split("-")[0]) or code


def price(amount: Decimal, currency: str) -> str:
    """An amount of money: 3.99 and "USD" are "$3.99"."""
    return format_currency(amount, currency, locale=_locale())


def partial_date(text: str) -> str:
    """A date as precise as it is: "2008", "May 2008" or "14 May 2008"; another text as it is."""
    try:
        day = date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return text
    forms = {len("2008"): "Y", len("2008-05"): "YEAR_MONTH_FORMAT"}
    return date_format(day, forms.get(len(text), "DATE_FORMAT"))


def lead_and_rest(text: str) -> tuple[str, str]:
    """A text cut in two for "… More": at the end of a sentence, else between two words.

    A text that is short, or whose rest would be, is not cut: its rest is empty.
    """
    if len(text) <= LEAD_LENGTH * 1.2:
        return text, ""
    ends = [match.end() for match in SENTENCE_END.finditer(text[: LEAD_LENGTH + 1])]
    cut = ends[-1] if ends and ends[-1] > LEAD_LENGTH // 3 else text.rfind(" ", 0, LEAD_LENGTH)
    cut = cut if cut > 0 else LEAD_LENGTH
    return text[:cut].rstrip(), text[cut:].lstrip()
