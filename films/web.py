"""Links as people and files give them. Pure: no database."""

from urllib.parse import urlsplit

from films.naming import holds_unseen

HIGHEST_PORT = 65535


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
