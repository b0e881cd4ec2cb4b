"""The secret key of an installation on one machine, made once and kept in its home."""

import os
import secrets
from pathlib import Path


def local_secret_key(home: Path) -> str:
    """The key kept in `home/secret_key`, made at the first call and readable by its owner only.

    Where the home can't be written the key lives as long as the process: the command that needs
    the home says so itself.
    """
    path = home / "secret_key"
    try:
        home.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(50))
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_urlsafe(50)


def _write_once(path: Path, key: str) -> None:
    """Write the key whole or not at all; of two processes the first one's key stays."""
    if path.exists():
        return
    new = path.with_name(f"secret_key.{os.getpid()}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    try:
        os.link(new, path)
    except FileExistsError:
        return
    finally:
        new.unlink()
