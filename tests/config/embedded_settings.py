"""The least that Django needs to use the embedded server of ``EMBEDDED_HOME``."""

import os
from pathlib import Path

SECRET_KEY = "for these tests alone"
INSTALLED_APPS: list[str] = []
DATABASES = {
    "default": {
        "ENGINE": "config.embedded",
        "NAME": "halfstar",
        "HOME": Path(os.environ["EMBEDDED_HOME"]),
        "DURABLE": "EMBEDDED_DURABLE" in os.environ,
    }
}
