"""Take the pictures of the README: the demo, started in a home of its own, as Chromium shows it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

DOCS = Path(__file__).resolve().parent
PAGES = {"front-page": "/", "film-page": "/films/metropolis-1927/"}
SIZE: ViewportSize = {"width": 1280, "height": 960}
PATIENCE = 120
"""Seconds until a demo that doesn't answer is given up."""


def main() -> None:
    """Write one PNG of 256 colours for each page."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with _demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        window = browser.new_page(base_url=site, viewport=SIZE, color_scheme="light")
        for name, address in PAGES.items():
            window.goto(address)
            window.wait_for_load_state("networkidle")
            picture = DOCS / f"{name}.png"
            window.screenshot(path=picture)
            _make_small(picture)
            print(f"{picture.name}: {picture.stat().st_size // 1000} kB")
        browser.close()


@contextmanager
def _demo() -> Iterator[str]:
    """The address of a demo that runs as long as it is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        demo = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=DOCS.parent,
            env=os.environ | {"HALFSTAR_HOME": home, "DATABASE_URL": ""},
        )
        try:
            site = f"http://127.0.0.1:{port}"
            _wait_for(site, demo)
            yield site
        finally:
            demo.terminate()
            demo.wait(timeout=30)


def _wait_for(site: str, demo: subprocess.Popen[bytes]) -> None:
    for _second in range(PATIENCE):
        if demo.poll() is not None:
            sys.exit("The demo has ended before it answered.")
        try:
            with urllib.request.urlopen(f"{site}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    sys.exit(f"The demo doesn't answer after {PATIENCE} seconds.")


def _make_small(picture: Path) -> None:
    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


if __name__ == "__main__":
    main()
