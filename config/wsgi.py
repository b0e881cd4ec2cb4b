"""The door for a WSGI server: `config.wsgi:application`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config import worker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

if settings.JOBS_IN_WEB:
    worker.start()
