"""Links as people and files give them. Pure: no database."""

import re
from urllib.parse import urlsplit

from films.naming import holds_unseen

HIGHEST_PORT = 65535
_BEGINNING = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def names_a_user(url: str) -> bool:
    """Whether a link holds a user's name, as `https://bank.example@evil.example/` does.

    Readers take it for where the link leads. What is no link holds none.
    """
    try:
        return "@" in urlsplit(url).netloc
    except ValueError:
        return False


def is_odd(url: str) -> bool:
    """Whether a link has a port that can't be, or holds signs that nobody sees.

    Some of these turn around what stands behind them, and readers take it for another link.
    """
    try:
        port = urlsplit(url).netloc.rpartition("]")[2].rpartition(":")[2]
    except ValueError:
        return False
    return holds_unseen(url) or (port.isdecimal() and int(port) > HIGHEST_PORT)


def bare(url: str) -> str:
    """A link without its scheme, `www.` and last slash, the host in lower case.

    Links that are the same so are written in several ways, and lead to one page.
    """
    host, slash, path = _BEGINNING.sub("", url).partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def spellings(url: str) -> list[str]:
    """A link as it stands, and in the ways in which links of the same page are written."""
    beginnings = ("http://", "https://", "http://www.", "https://www.")
    return [url, *(f"{begin}{bare(url)}{end}" for begin in beginnings for end in ("", "/"))]
