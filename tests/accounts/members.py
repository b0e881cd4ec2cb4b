"""Viewers who can sign in, and the second factors that they hold."""

import hashlib
import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts.models import User

PASSWORD = "seven reels of nitrate"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def member(username: str = "ann", email: str = "ann@films.example") -> User:
    """A viewer who signs in with `PASSWORD` and has confirmed the address, if there is one."""
    user = User.objects.create_user(username, email, PASSWORD)
    if email:
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def sign_in(client: Client, user: User) -> None:
    """By the form, so that the session is listed and the password counts as just given."""
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get("/accounts/email/").status_code == 200


def give_app(user: User) -> None:
    """The viewer has an authenticator app that knows `SECRET`, and recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)


def code(secret: str = SECRET) -> str:
    """What an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def give_key(user: User, name: str = "Blue key") -> Authenticator:
    """The viewer has a security key."""
    key = Authenticator(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": _new_credential(name.encode())},
    )
    key.save()
    return key


def _new_credential(key_id: bytes) -> dict[str, Any]:
    """What a browser hands over when a key has been added, as JSON."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    data = AuthenticatorData.create(
        hashlib.sha256(b"testserver").digest(),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT,
        0,
        AttestedCredentialData.create(bytes(16), key_id, public_key),
    )
    client_data = CollectedClientData.create("webauthn.create", b"challenge", "https://testserver")
    return {
        "id": websafe_encode(key_id),
        "rawId": websafe_encode(key_id),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client_data),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": False}},
    }
