"""Fill the blocks of README.md that show what the command prints: ``make docs``.

A block stands between ``<!-- NAME -->`` and ``<!-- /NAME -->``. The tests check that they are true.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"

COMMANDS = {
    "help": ("--help",),
    "demo": ("seeds/interfax.txt", "seeds/web-news.txt"),
}
DEMO_LINES = 44
"""The first screens of the demo: the summary, the conflict, and some differences."""


def block(name: str) -> str:
    """Run the command of a block and return the block's text."""
    code = "from checker.cli import main; main()"
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *COMMANDS[name]],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**plain, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
        check=False,
    )
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    lines = done.stdout.rstrip("\n").split("\n")
    if name == "demo" and len(lines) > DEMO_LINES:
        last = max(n for n, line in enumerate(lines[:DEMO_LINES]) if not line)
        lines = [*lines[:last], "", "..."]
    shown = " ".join(COMMANDS[name])
    return "\n".join(["```console", f"$ check {shown}", *lines, "```"])


def filled(text: str, name: str) -> str:
    """Return the page with one block filled."""
    made = block(name)
    pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
    return re.sub(pattern, lambda m: f"{m[1]}{made}\n{m[2]}", text, flags=re.DOTALL)


if __name__ == "__main__":
    page = README.read_text("utf-8")
    for each in COMMANDS:
        page = filled(page, each)
    README.write_text(page, "utf-8")
