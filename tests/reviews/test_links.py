"""What comes of asking a link, and which machines are never asked."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from reviews.links.asking import Asker, State
from reviews.links.places import addresses_of, is_public
from tests.reviews.asked import LOOPBACK, Site, an_asker, closed


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that answers as it's asked to."""
    with Site() as site:
        yield site
        site.shutdown()


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
        ("/308", State.UNASKED),
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
    assert Asker(pause=0).ask(url).state in (State.UNASKED, State.LOST)
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
    assert asker.ask(site.link("/wait")).state is State.SILENT
    assert asker.ask(site.link("/200")) == (State.UNASKED, "films.example didn't answer before")
    assert len(site.asked) == 1


def test_of_a_server_that_cannot_be_reached_no_link_answers_and_others_are_asked(site):
    asker = an_asker()
    answers = [asker.ask(closed(path)) for path in ("/a", "/b")]
    assert [answer.state for answer in answers] == [State.SILENT, State.SILENT]
    assert answers[1].why == "films.example didn't answer before"
    assert asker.ask(site.link("/200")).state is State.WORKS


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
    assert an_asker().ask(url).state is State.SILENT
