"""The door for an ASGI server: `config.asgi:application`."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from config import worker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

if settings.JOBS_IN_WEB:
    worker.start()
