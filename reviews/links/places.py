"""Which machines may be asked for a link: those that everyone can ask. No database.

Links are what people and files say. Whoever could have this server ask its own neighbours, or
itself, would see from its answers what stands behind the wall.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
#: IPv6 in which an IPv4 address is hidden for machines that translate it.
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
#: What isn't of the open net, though not every Python we run on knows: addresses of protocols, of
#: relays that are no more, of sites (before there was fc00::/7), and of documents.
_NOT_OPEN = (
    *(IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24")),
    *(IPv6Network("fec0::/10"), IPv6Network("3fff::/20"), IPv6Network("5f00::/16")),
)


class UnknownHostError(Exception):
    """No machine has the name."""


def addresses_of(host: str, port: int) -> list[Address]:
    """The addresses of a name; raises UnknownHostError where it has none, OSError if nobody knows.

    What a name server may say next time doesn't matter: the connection is made to one of these.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            raise UnknownHostError(host) from error
        raise
    addresses = (ip_address(str(place[0]).partition("%")[0]) for *_about, place in found)
    return list(dict.fromkeys(addresses))


def is_public(address: Address) -> bool:
    """Whether it is a machine of the open net: not this one, a neighbour, or a group of them."""
    if isinstance(address, IPv6Address):
        hidden = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if any(address in network for network in _TRANSLATED):
            hidden = IPv4Address(int(address) & 0xFFFFFFFF)
        if hidden is not None:
            return is_public(hidden)
    if any(address in network for network in _NOT_OPEN):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def public(addresses: Sequence[Address]) -> Address | None:
    """The first of them that may be asked."""
    return next((address for address in addresses if is_public(address)), None)
