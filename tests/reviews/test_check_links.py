"""What `check_links` asks, whom it never asks, and what it notes."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import CommandError, call_command
from django.utils import timezone

from reviews.links.asking import Asker, State
from reviews.links.places import UnknownHostError, addresses_of, is_public
from reviews.management.commands import check_links
from reviews.models import CHANGES, CriticReview, CriticTally
from tests import make
from tests.raw import sql

LOOPBACK = [ip_address("127.0.0.1")]


class Site(ThreadingHTTPServer):
    """A site on loopback whose paths say what they answer; `asked` is what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def link(self, path: str) -> str:
        """A link to it, by a name that only the tests know."""
        return f"http://films.example:{self.server_port}{path}"


class Page(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self.server.asked.append(f"{self.command} {self.path} {self.headers['Host']}")
        kind, _slash, rest = self.path.strip("/").partition("/")
        if kind == "get-only":
            kind = "405" if self.command == "HEAD" else "200"
        if kind == "wait":
            threading.Event().wait(1)
        self.send_response(int(kind) if kind.isdecimal() else 200)
        if kind in ("301", "302", "307"):
            self.send_header("Location", f"/{rest}" if rest else self.path)
        if kind == "308":
            self.send_header("Location", "http://inside.example/")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


def resolve(host: str, port: int) -> Any:
    """Names as the tests have them."""
    if host == "gone.example":
        raise UnknownHostError(host)
    return [ip_address("10.0.0.7")] if host == "inside.example" else LOOPBACK


def choose(addresses: Any) -> Any:
    """Loopback may be asked here, and nothing else that isn't public."""
    return next((one for one in addresses if one in LOOPBACK or is_public(one)), None)


def an_asker(**how: Any) -> Asker:
    """One that asks the site of the tests, without a pause."""
    return Asker(**{"seconds": 2, "pause": 0, "resolve": resolve, "choose": choose, **how})


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that answers as it's asked to."""
    with Site() as site:
        yield site
        site.shutdown()


# Asking ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/200", State.WORKS),
        ("/get-only", State.WORKS),
        ("/301/302/307/200", State.WORKS),
        ("/404", State.DEAD),
        ("/410", State.DEAD),
        ("/301/404", State.DEAD),
        ("/403", State.UNCLEAR),
        ("/429", State.UNCLEAR),
        ("/500", State.UNCLEAR),
        ("/302", State.UNCLEAR),
        ("/301/301/301/301/301/200", State.WORKS),
        ("/301/301/301/301/301/301/200", State.UNCLEAR),
        ("/308", State.UNCLEAR),
    ],
)
def test_what_a_site_answers_is_told_apart(site, path, state):
    assert an_asker().ask(site.link(path)).state is state
    assert len(site.asked) <= 6


def test_a_page_is_asked_for_by_head_and_by_get_only_where_that_fails(site):
    asker = an_asker()
    for path in ("/200", "/get-only", "/429"):
        asker.ask(site.link(path))
    host = f"films.example:{site.server_port}"
    assert site.asked == [
        f"HEAD /200 {host}",
        f"HEAD /get-only {host}",
        f"GET /get-only {host}",
        f"HEAD /429 {host}",
    ]


def test_a_path_with_letters_of_any_script_is_asked_for(site):
    assert an_asker().ask(site.link("/200/ré vue?q=é&a=1%20")).state is State.WORKS
    assert site.asked[0].startswith("HEAD /200/r%C3%A9%20vue?q=%C3%A9&a=1%20 ")


def test_a_redirect_to_a_machine_within_is_not_followed(site):
    answer = an_asker().ask(site.link("/308"))
    assert answer.why == "inside.example is no machine of the open net"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/admin/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0/",
        "http://2130706433/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http:///",
        "http://example.org:99999/",
    ],
)
def test_this_machine_and_its_neighbours_are_never_asked(url, monkeypatch):
    asked: list[object] = []
    monkeypatch.setattr("socket.create_connection", lambda *to, **how: asked.append(to))
    assert Asker(pause=0).ask(url).state in (State.UNCLEAR, State.LOST)
    assert asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fc00::1", False),
        ("fe80::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("2002:7f00:1::", False),
        ("192.0.0.8", False),
        ("192.88.99.1", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("5f00::1", False),
        ("::ffff:192.0.0.8", False),
        ("2002:c058:6301::", False),
    ],
)
def test_only_machines_of_the_open_net_are_public(address, public):
    assert is_public(ip_address(address)) is public


def test_the_machine_that_was_looked_at_is_the_one_that_is_asked(site):
    answers = [LOOPBACK, [ip_address("127.0.0.2")]]
    asker = an_asker(resolve=lambda host, port: answers.pop(0))
    assert asker.ask(site.link("/200")).state is State.WORKS
    assert len(answers) == 1


def test_a_name_of_this_machine_has_its_addresses():
    assert all(not is_public(address) for address in addresses_of("localhost", 80))


def test_a_host_that_does_not_answer_in_time_is_asked_once(site):
    asker = an_asker(seconds=0.1)
    assert asker.ask(site.link("/wait")).state is State.UNCLEAR
    assert asker.ask(site.link("/200")).why == "films.example didn't answer before"
    assert len(site.asked) == 1


def test_between_two_questions_to_a_host_there_is_a_pause(site, monkeypatch):
    pauses: list[float] = []
    monkeypatch.setattr("reviews.links.asking.sleep", pauses.append)
    asker = an_asker(pause=5)
    asker.ask(site.link("/200"))
    asker.ask(site.link("/200"))
    assert pauses[0] == 0
    assert 4 < pauses[1] <= 5


def certificate(folder: Path) -> ssl.SSLContext:
    """What films.example proves its name with, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "films.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("films.example")]), False)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


def test_a_secure_host_proves_its_name(site, tmp_path):
    site.socket = certificate(tmp_path).wrap_socket(site.socket, server_side=True)
    trusting = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
    url = site.link("/200").replace("http:", "https:")
    assert an_asker(context=trusting).ask(url).state is State.WORKS
    elsewhere = url.replace("films.example", "other.example")
    assert "certificate" in an_asker(context=trusting).ask(elsewhere).why
    assert an_asker().ask(url).state is State.UNCLEAR


# Noting ------------------------------------------------------------------------------------------


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command asks the site of the tests."""
    monkeypatch.setattr(check_links.Command, "asker", lambda self, **how: an_asker())


def checked(**options: Any) -> str:
    """What the command says at last."""
    out = StringIO()
    call_command("check_links", stdout=out, **options)
    return out.getvalue().splitlines()[-1]


def noted() -> list[tuple[bool, date | None]]:
    """Of each review whether its link was checked today, and since when it is dead."""
    rows = CriticReview.objects.order_by("pk").values_list("link_checked_on", "link_dead_since")
    return [(checked_on == timezone.localdate(), dead) for checked_on, dead in rows]


@pytest.mark.django_db
def test_dead_links_are_noted_since_they_were_found_and_come_back_to_life(site, asking):
    film, today = make.film("Earth", 1930), timezone.localdate()
    for path in ("/200", "/404", "/500"):
        make.review(film, url=site.link(path))
    gone = make.review(film, url="http://gone.example/")
    make.review(film)
    make.review(film, url=site.link("/404/withdrawn"), status="withdrawn")
    before = CriticTally.objects.get(film=film).version
    assert checked() == "Asked 4 links: 1 work, 2 dead, 1 unclear."
    nothing = (False, None)
    assert noted() == [(True, None), (True, today), (True, None), (True, today), nothing, nothing]
    assert CriticTally.objects.get(film=film).version > before
    assert checked() == "Asked 0 links: 0 work, 0 dead, 0 unclear."
    early = date(2020, 1, 1)
    CriticReview.objects.update(link_checked_on=early, link_dead_since=early)
    checked()
    assert [dead for _checked, dead in noted()[:4]] == [None, early, early, early]
    gone.refresh_from_db()
    versions: Any = CHANGES[CriticReview].objects.of(gone.pk)
    assert [change.about.get("command") for change in versions][-2:] == ["check_links", None]


@pytest.mark.django_db
def test_where_no_host_is_known_at_all_none_is_taken_for_dead(asking):
    make.review(make.film("Earth", 1930), url="http://gone.example/")
    assert checked() == "Asked 1 links: 0 work, 1 dead, 0 unclear."
    assert noted() == [(True, None)]


@pytest.mark.django_db
def test_a_run_asks_so_many_links_once_each_and_those_first_that_waited_longest(site, asking):
    film, today = make.film("Earth", 1930), timezone.localdate()
    for number, days in enumerate((50, 90, 10, 70)):
        review = make.review(film, url=site.link(f"/200/{number}"))
        CriticReview.objects.filter(pk=review.pk).update(
            link_checked_on=today - timedelta(days=days)
        )
    make.review(film, url=site.link("/200/1"))
    make.review(film, url=site.link("/200/new"))
    assert checked(most=3) == "Asked 3 links: 3 work, 0 dead, 0 unclear."
    assert [path.split()[1] for path in site.asked] == ["/200/1", "/200/new", "/200/3"]
    assert [was_checked for was_checked, _dead in noted()] == [
        *(False, True, False, True, True, True)
    ]


@pytest.mark.django_db
def test_a_corrected_link_is_a_new_one_whoever_corrects_it(site):
    review: Any = make.review(make.film("Earth", 1930), url=site.link("/404"))
    dead = {"link_checked_on": date(2026, 1, 1), "link_dead_since": date(2026, 1, 1)}
    CriticReview.objects.update(**dead)
    CriticReview.objects.update(quote="Rain")
    review.refresh_from_db()
    assert review.link_dead_since == date(2026, 1, 1)
    sql("UPDATE reviews_criticreview SET url = 'https://example.org/'")
    review.refresh_from_db()
    assert (review.link_checked_on, review.link_dead_since) == (None, None)


@pytest.mark.django_db
def test_a_link_that_was_corrected_meanwhile_is_left_alone(site):
    review = make.review(make.film("Earth", 1930), url=site.link("/404"))
    [link] = CriticReview.objects.links_to_check(5, timezone.localdate())
    CriticReview.objects.update(url=site.link("/200"))
    check_links.note(link, timezone.localdate(), State.DEAD)
    review.refresh_from_db()
    assert (review.link_checked_on, review.link_dead_since) == (None, None)


@pytest.mark.parametrize("wrong", ["-1", "many", "1.5"])
def test_a_wrong_number_is_said_in_a_sentence(wrong):
    with pytest.raises(CommandError, match="must be a whole number from 0 on"):
        call_command("check_links", f"--most={wrong}")
