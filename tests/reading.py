"""Reading a page as its reader does: its words, and its elements by what they say."""

import html
import json
import re
from typing import Any, Protocol


class Page(Protocol):
    """What a client or a view answers with."""

    content: bytes


def words(response: Page, start: str = "<main", end: str = "</main>") -> str:
    """The text of the page between two marks, with single spaces."""
    text = response.content.decode()
    text = text[text.index(start) :]
    text = text[: text.index(end)]
    text = re.sub(r"<(script|style).*?</\1>", " ", text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def json_ld(response: Page) -> dict[str, Any]:
    """The page's description for search engines."""
    [block] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S
    )
    described: dict[str, Any] = json.loads(block)
    return described


def links(response: Page) -> list[str]:
    """Where the links of the page lead, in their order."""
    found = re.findall(r'<a\b[^>]*?href="([^"]*)"', response.content.decode())
    return [html.unescape(link) for link in found]


def button(response: Page, label: str) -> str:
    """The start tag of the button that is called so."""
    text = response.content.decode()
    for tag, content in re.findall(r"(<button\b[^>]*>)(.*?)</button>", text, re.S):
        if f'aria-label="{label}"' in tag or content.strip() == label:
            return str(tag)
    raise AssertionError(f"no button {label!r}")
