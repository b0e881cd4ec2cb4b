# The words of the house: `uv run just` lists them, `uv run just check` says one.

apps := "config films reviews ratings accounts"

# Say what can be said here
default:
    @just --list

# Start the demo on 127.0.0.1:8000
demo *options:
    uv run manage.py demo {{ options }}

# Run the tests; `just test tests/films -k address` runs some
test *options:
    uv run pytest {{ options }}

# Put the code in order, as far as a machine can
fmt:
    uv run ruff check --fix --quiet .
    uv run ruff format .

# All that is checked beside the tests
check: lint format templates types rooms migrations production requirements

# Rules of the code
lint:
    uv run ruff check .

# Layout of the code
format:
    uv run ruff format --check .

# Rules of the templates
templates:
    uv run djlint --lint --quiet templates

# Types, strictly
types:
    uv run mypy {{ apps }} tests deploy docs manage.py

# Which app may import which
rooms:
    uv run lint-imports

# Every change of a model has its migration
migrations:
    uv run manage.py makemigrations --check --dry-run

# Django's own list for a public site. The values are made up; no server is asked
production:
    HALFSTAR_DEBUG=false HALFSTAR_ALLOWED_HOSTS=films.example \
    HALFSTAR_SECRET_KEY=made-up-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz \
    DATABASE_URL=postgres://halfstar@db.example/halfstar \
    uv run manage.py check --deploy --fail-level WARNING

# What production installs is what is tested
requirements:
    uv run python deploy/requirements.py --check

# Write requirements.txt after a change of versions
export-requirements:
    uv run python deploy/requirements.py

# Take the README's pictures of the demo anew (needs Chromium)
pictures:
    uv run python docs/pictures.py
