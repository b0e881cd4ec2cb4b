"""What a session came from, in words: browsers say it in a line that only machines read."""

import re

from django.utils.translation import gettext as _

#: What a line has to hold, the first that fits: many name others whose pages they can show.
BROWSERS = {
    r"Edg": "Edge",
    r"OPR/|Opera": "Opera",
    r"SamsungBrowser": "Samsung Internet",
    r"Firefox|FxiOS": "Firefox",
    r"Chrom|CriOS": "Chrome",
    r"Safari": "Safari",
}
SYSTEMS = {
    r"iPhone": "iPhone",
    r"iPad": "iPad",
    r"Android": "Android",
    r"CrOS": "ChromeOS",
    r"Windows": "Windows",
    r"Mac OS X|Macintosh": "macOS",
    r"Linux": "Linux",
}


def in_words(user_agent: str) -> str:
    """Browser and system, such as "Firefox on Windows", or the line itself where it is unknown."""
    browser, system = (_first(names, user_agent) for names in (BROWSERS, SYSTEMS))
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return user_agent or _("A browser that doesn’t say its name")


def _first(names: dict[str, str], user_agent: str) -> str | None:
    return next((name for sign, name in names.items() if re.search(sign, user_agent)), None)
