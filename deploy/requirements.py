"""Write `requirements.txt` from the versions that are tested, or `--check` that it names them.

It holds hashes and no address, so production installs the very files that were tested, from
whichever registry it uses. The check compares versions only: a registry may lack a file for a
machine that another one has, and which hashes it knows is no fault of the repository.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "requirements.txt"
EXPORT = (
    *("uv", "export", "--quiet", "--no-dev", "--no-emit-project"),
    *("--no-header", "--no-annotate"),
)


def main() -> None:
    """Write the file, or end with a sentence when it isn't what it should be."""
    wanted = subprocess.run(EXPORT, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    if "--check" not in sys.argv:
        KEPT.write_text(wanted, encoding="utf-8")
        return
    kept = KEPT.read_text(encoding="utf-8")
    if _pins(kept) != _pins(wanted):
        sys.exit("requirements.txt is out of date: uv run just export-requirements")
    if "://" in kept or kept.count("==") > kept.count(" \\\n    --hash=sha256:"):
        sys.exit("requirements.txt must hold hashes and no addresses")
    print(f"requirements.txt names the {len(_pins(kept))} packages that are tested.")


def _pins(text: str) -> list[str]:
    """Each package with its version and for which machines, without the hashes."""
    return [line.rstrip(" \\") for line in text.splitlines() if not line.startswith(" ")]


if __name__ == "__main__":
    main()
