"""Links as people and files give them. Pure: no database."""

from urllib.parse import urlsplit


def names_a_user(url: str) -> bool:
    """Whether a link holds a user's name, as `https://bank.example@evil.example/` does.

    Readers take it for where the link leads. What is no link holds none.
    """
    try:
        return "@" in urlsplit(url).netloc
    except ValueError:
        return False
