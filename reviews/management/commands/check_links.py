"""Asks whether the links of reviews still lead somewhere, and notes those that don't."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, zip_longest
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from films.models.retrying import retried
from reviews.history import with_command
from reviews.links.asking import Answer, Asker, State
from reviews.models import CriticReview
from reviews.models.links import Link

#: What may be the fault of this machine, as long as nobody answers it.
PERHAPS_OURS = frozenset({State.LOST, State.SILENT})
#: A hundred years.
MOST_DAYS = 36500


class Command(BaseCommand):
    """A link is dead when its page is gone, nobody knows its host, or that is silent for long.

    A link that doesn't answer is asked anew each day until it does, or is dead. Everything else
    that goes wrong may pass.
    """

    help = _("Ask whether the links of reviews still lead somewhere, some at each run.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare how many to ask, how often, and how politely."""
        parser.add_argument(
            "--most", type=_number, default=500, help=_("how many links to ask (500)")
        )
        parser.add_argument(
            "--days",
            type=_days,
            default=30,
            help=_("ask those that weren't asked for so many days (30)"),
        )
        parser.add_argument(
            "--pause",
            type=_number,
            default=2,
            help=_("seconds between two questions to one host (2)"),
        )
        parser.add_argument(
            "--timeout",
            type=_number,
            default=10,
            help=_("seconds that an answer may take (10)"),
        )

    def handle(
        self, *args: Any, most: int, days: int, pause: int, timeout: int, **options: Any
    ) -> None:
        """Ask, note and count."""
        today = timezone.localdate()
        links = CriticReview.objects.links_to_check(most, today, days)
        counts = dict.fromkeys(State, 0)
        failed: list[tuple[Link, State]] = []
        asker = self.asker(seconds=max(timeout, 1), pause=pause)
        for link in _host_after_host(links):
            answer = asker.ask(link.url)
            counts[answer.state] += 1
            self._say(link, answer)
            if answer.state in PERHAPS_OURS:
                failed.append((link, answer.state))
            else:
                note(link, today, answer.state)
        works, dead = counts[State.WORKS], counts[State.DEAD]
        is_online = works + dead + counts[State.UNCLEAR] > 0
        for link, state in failed:
            note(link, today, state if is_online else State.UNASKED)
        dead += counts[State.LOST]
        self.stdout.write(
            _("Asked %(all)d links: %(works)d work, %(dead)d dead, %(unclear)d unclear.")
            % {
                "all": len(links),
                "works": works,
                "dead": dead,
                "unclear": len(links) - works - dead,
            }
        )

    def asker(self, *, seconds: int, pause: int) -> Asker:
        """Who asks."""
        return Asker(seconds=seconds, pause=pause)

    def _say(self, link: Link, answer: Answer) -> None:
        if answer.state is not State.WORKS:
            self.stdout.write(f"{answer.state.value}  {link.url}  {answer.why}")


@retried()
def note(link: Link, on: date, state: State) -> None:
    """Note what became of a link, in a transaction of its own."""
    with transaction.atomic(), with_command("check_links"):
        CriticReview.objects.note_link(link, on, state)


def _host_after_host(links: Iterable[Link]) -> Iterator[Link]:
    """In turns, so that the pause of one host is used for the others."""
    by_host: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_host[urlsplit(link.url).netloc].append(link)
    turns = zip_longest(*by_host.values())
    return (link for link in chain.from_iterable(turns) if link is not None)


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 7 and int(text) <= MOST_DAYS):
        raise ArgumentTypeError(
            _("must be a number of days from 0 to %(most)d") % {"most": MOST_DAYS}
        )
    return int(text)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise ArgumentTypeError(_("must be a whole number from 0 on"))
    return int(text)
