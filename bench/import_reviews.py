"""How long many reviews take: in, in again, out, and the recount of their tallies.

`uv run python bench/import_reviews.py [LINES]`, 200,000 unless told. Films, names and words are
made up, and stand in a database of their own that is thrown away. Beside the time that passed
stands what the command itself used of a processor; the rest is PostgreSQL, and whatever else runs.
"""

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINES = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
#: Of a film there are about as many reviews as in real tables, and of a critic and a publication.
REVIEWS_A_FILM, REVIEWS_A_CRITIC, REVIEWS_A_PUBLICATION = 25, 60, 120
HEADER = (
    *("film", "critic", "publication", "quote", "url", "verdict", "original_score"),
    *("published_on", "aggregator", "status", "language"),
)


def main() -> None:
    """Write the files, and time the commands."""
    with tempfile.TemporaryDirectory(prefix="halfstar-bench-") as folder:
        films, reviews, out = (Path(folder) / name for name in ("films.jsonl", "in.csv", "out.csv"))
        write_films(films)
        write_reviews(reviews)
        home = os.environ | {"HALFSTAR_HOME": folder, "DATABASE_URL": ""}
        run(home, "migrate", "--verbosity", "0")
        run(home, "import_catalogue", films)
        run(home, "import_reviews", reviews)
        run(home, "import_reviews", reviews)
        run(home, "export_reviews", out)
        run(home, "import_reviews", out)
        run(home, "check_tallies")
        while any(Path(folder).rglob("postmaster.pid")):
            time.sleep(0.1)


def run(home: dict[str, str], *command: str | Path) -> None:
    """Run a command, and print its last line and what it took."""
    began, used = time.monotonic(), processor()
    words = [sys.executable, ROOT / "manage.py", *command]
    done = subprocess.run(words, env=home, check=False, capture_output=True, text=True)
    took, cost = time.monotonic() - began, processor() - used
    last = (done.stdout.strip() or "done").splitlines()[-1]
    print(f"{command[0]:18} {took:7.1f} s, {cost:6.1f} s of a processor   {last}", flush=True)


def processor() -> float:
    """Seconds that commands used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_films(path: Path) -> None:
    """As many films as there are reviews for."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(LINES // REVIEWS_A_FILM + 1):
            film = {"title": f"Film {number}", "year": 1900 + number % 120}
            file.write(json.dumps(film | {"ids": {"imdb": f"tt{number:07}"}}) + "\n")


def write_reviews(path: Path) -> None:
    """Reviews with quotations, links, scores and verdicts, in no order."""
    chance = random.Random(4)
    words = [
        "rain",
        "and",
        "light",
        "that",
        "never",
        "quite",
        "say",
        "what",
        "they",
        "are",
        "about",
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(LINES):
            film = chance.randrange(LINES // REVIEWS_A_FILM + 1)
            critic = chance.randrange(LINES // REVIEWS_A_CRITIC + 1)
            publication = chance.randrange(LINES // REVIEWS_A_PUBLICATION + 1)
            writer.writerow(
                [
                    f"tt{film:07}",
                    f"Critic {critic}" if chance.random() < 0.93 else "",
                    f"Publication {publication} &amp; Co",
                    " ".join(chance.choices(words, k=18)),
                    f"https://reviews.example/{number}",
                    chance.choice(["fresh", "rotten", ""]),
                    chance.choice(["3.5/4", "B-", ""]),
                    f"{1990 + number % 36}-05-{1 + number % 28:02}",
                    "Film Sums",
                    "",
                    "en",
                ]
            )


if __name__ == "__main__":
    main()
