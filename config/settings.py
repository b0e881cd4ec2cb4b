"""Halfstar's settings: the only file that reads the environment.

Nothing set is development on this machine. `HALFSTAR_DEBUG=false` is production: it refuses to
start while a variable that it needs is missing, and names it. Every variable stands in
`.env.example` with its default and in the table of `docs/settings.md`.
"""

import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environ import Env

from config.environment import Environment
from config.secret_key import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()
Env.read_env(BASE_DIR / ".env")

# How it runs -----------------------------------------------------------------

TESTING = "pytest" in sys.modules
DEMO = env.yes("HALFSTAR_DEMO", default=False) or sys.argv[1:2] == ["demo"]
DEBUG = env.yes("HALFSTAR_DEBUG", default=True) and not DEMO and not TESTING
PRODUCTION = not (DEBUG or DEMO or TESTING)
if PRODUCTION:
    env.demand("HALFSTAR_SECRET_KEY", "HALFSTAR_ALLOWED_HOSTS", "DATABASE_URL")

HALFSTAR_HOME = Path(env.text("HALFSTAR_HOME") or BASE_DIR / ".halfstar").resolve()
SITE_NAME = env.text("HALFSTAR_SITE_NAME", default="Halfstar")
SECRET_KEY = env.text("HALFSTAR_SECRET_KEY") or local_secret_key(HALFSTAR_HOME)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
# The demo listens on loopback alone, and has accounts whose password everybody knows.
ALLOWED_HOSTS = LOOPBACK if DEMO else env.words("HALFSTAR_ALLOWED_HOSTS") or LOOPBACK

# Database --------------------------------------------------------------------

if env.text("DATABASE_URL").strip():
    DATABASES = {"default": env.postgresql("DATABASE_URL")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "config.embedded",
            "NAME": "halfstar",
            "HOME": HALFSTAR_HOME / "tests" if TESTING else HALFSTAR_HOME,
            "DURABLE": not TESTING,
        }
    }
DATABASES["default"] |= {
    # A connection made anew for each request costs half of a page's speed.
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        **DATABASES["default"].get("OPTIONS", {}),
        "server_side_binding": True,
        "prepare_threshold": 2,
    },
}
#: Whether `viewer`, `curator` and `admin` are there with the password that the sign-in page tells.
DEMO_ACCOUNTS = DEMO and DATABASES["default"]["ENGINE"] == "config.embedded"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cache -----------------------------------------------------------------------
# The limits on sign-ins count in it, so it must be one for all processes.

CACHES: dict[str, dict[str, object]]
if cache_url := env.redis("HALFSTAR_CACHE_URL"):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": cache_url,
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "halfstar_cache",
        }
    }

# Files that staff look through before they import them: kept for a day, in the database for all
# hosts, and apart from pages, which come and go.
CACHES["uploads"] = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "halfstar_uploads",
    "TIMEOUT": 24 * 3600,
    # Whatever is older goes whenever a file comes; nothing else ever does, however many wait:
    # Django would throw away a third of more than 300. Of any number this share is none.
    "OPTIONS": {"MAX_ENTRIES": 0, "CULL_FREQUENCY": 10**9},
}

# Apps ------------------------------------------------------------------------

INSTALLED_APPS = [
    "config",
    "films",
    "reviews",
    "ratings",
    "accounts",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "import_export",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.refuse_unreadable_requests",
    "config.middleware.keep_from_others",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.AnewAfterClash",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    }
]

# What the apps around `films` add to a film, known here by name only ----------

#: The 1–1 rows of a film that every list and page shows, joined by `Film.objects.for_list()`.
FILM_SCORES = ("tally", "critic_tally")
#: What counts how many have rated a film, by its path from the film.
FILM_READERS = "tally__ratings"
#: Whom pages are for: a `films.reader.Reader` that knows what viewers said and asked for.
FILM_READER = "ratings.reader.Viewer"

# Lists -----------------------------------------------------------------------

#: How many films or reviews stand on one page of a list.
ROWS_A_PAGE = 48
#: A search is cut after so many characters; so many people, critics and
#: publications are named beside the films it finds.
LONGEST_SEARCH = 200
PEOPLE_FOUND = 12
#: How many reviews stand on the film's own page; the others are one click away.
REVIEWS_ON_FILM_PAGE = 20
#: How many a feed holds.
REVIEWS_IN_FEED = 30
#: How many publications of a critic are named, and critics of a publication.
STAYS_NAMED = 24

# What staff bring ------------------------------------------------------------

#: How large a file of reviews may be that comes by the admin; the command takes any.
REVIEWS_FILE_BYTES = 10_000_000
REVIEWS_FILE_LINES = 20_000

# What viewers bring ----------------------------------------------------------

#: How many files one viewer may bring within a day.
IMPORTS_A_DAY = 20

# Quotations ------------------------------------------------------------------
# What is fair to quote depends on the country and the work; editors are told early.

#: From how many characters on an editor is told that a quotation is long.
QUOTE_WARNED_FROM = 200
#: The most characters that forms and imports take; those that are here already stay.
QUOTE_LONGEST = env.number("HALFSTAR_QUOTE_LENGTH", default=300, least=50, most=5000)

# Scores ----------------------------------------------------------------------

#: A score is shown from this many ratings (viewers) or stated verdicts (critics) on.
SCORE_SHOWN_FROM = 5
#: How often a critic agrees with viewers is said from this many films on that both judged.
AGREEMENT_SHOWN_FROM = 5
#: After so many days without a new reading another site's score is marked as possibly outdated.
AGGREGATOR_STALE_AFTER = env.number(
    "HALFSTAR_AGGREGATOR_STALE_AFTER", default=180, least=1, most=36_500
)

# Accounts --------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm", "signup": "accounts.forms.SignUpForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
#: How often things may be tried; failed sign-ins five times in five minutes a name. Everyone at a
#: festival may come from one address, so limits by address are wide; nobody's letter box is.
ACCOUNT_RATE_LIMITS = {
    "signup": "40/m/ip",
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/10m/key",
    "manage_email": "10/m/user,50/d/user",
    "change_username": "10/m/user",
}
#: Who may sign up: everyone, those who were invited, or nobody.
SIGN_UP = env.one_of("HALFSTAR_SIGN_UP", ("open", "invite", "closed"), default="open")
#: A sign-up form that comes back sooner was filled in by a script; 0 switches the check off.
SIGN_UP_SECONDS = env.seconds("HALFSTAR_SIGN_UP_SECONDS", default=2 if PRODUCTION else 0)
#: For how many days an invitation is good.
INVITATION_DAYS = 14
#: A field that people don't see and scripts fill in: who does gets no account.
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "homepage"
ACCOUNT_EMAIL_VERIFICATION = env.one_of(
    "HALFSTAR_EMAIL_VERIFICATION", ("optional", "mandatory", "none"), default="optional"
)
# In the browser that signed up, so that what led there goes on: a star that was pressed before.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# A mail tells of each change that somebody else might have made: password, addresses, factors.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_USERNAME_VALIDATORS = "accounts.models.username_validators"
ACCOUNT_USERNAME_BLACKLIST = [
    *(
        "about",
        "account",
        "accounts",
        "admin",
        "administrator",
        "anonymous",
        "api",
        "critics",
    ),
    *(
        "everyone",
        "films",
        "former-staff",
        "halfstar",
        "help",
        "me",
        "mod",
        "moderator",
        "people",
        "root",
    ),
    *("staff", "support", "system", "viewer", "viewers", "webmaster", "you"),
]
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.keys.AddKeyForm",
    "authenticate_webauthn": "accounts.keys.UseKeyForm",
    "login_webauthn": "accounts.keys.SignInWithKeyForm",
    "reauthenticate_webauthn": "accounts.keys.ConfirmWithKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = SITE_NAME

# Mail ------------------------------------------------------------------------

vars().update(env.mail("HALFSTAR_EMAIL_URL", default="consolemail://"))
# Who signs up while the mail server is away waits no longer than this for it.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("HALFSTAR_FROM_EMAIL", default="halfstar@localhost")

# Jobs ------------------------------------------------------------------------
# They wait in a table of the database, so that a job and the rows it is about are made together.

#: Whether web processes work the jobs off beside their pages, in a thread of their own.
JOBS_IN_WEB = env.yes("HALFSTAR_JOBS_IN_WEB", default=not PRODUCTION) and not TESTING
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Words, numbers and times ----------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
TIME_ZONE = env.time_zone("HALFSTAR_TIME_ZONE", default="UTC")
USE_TZ = True
#: How dates are written, once for all pages: `|date:"DATE_FORMAT"` and `date_format(day)` use it.
FORMAT_MODULE_PATH = "config.formats"

# Files -----------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = (not DEMO and env.text("HALFSTAR_STATIC_ROOT")) or str(HALFSTAR_HOME / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
# In development and tests files are served from where they lie, without collectstatic.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or TESTING
MEDIA_URL = "media/"
MEDIA_ROOT = HALFSTAR_HOME / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION or DEMO
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Security --------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# A film's desk posts six fields a credit, and films credit hundreds of people.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 40_000
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_FAILURE_VIEW = "config.views.forbidden"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and env.yes("HALFSTAR_SSL_REDIRECT", default=True)
# Who asks after a process's health stands beside it, and speaks plain http.
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
# Subdomains and preload lists are decisions about hosts that Halfstar knows nothing of.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if env.yes("HALFSTAR_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Else every visitor would have the proxy's address, and share its limit on sign-ins.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []
