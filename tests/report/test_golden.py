"""The whole text of the reports of a hand-made run; ``make golden`` writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from checker.report import REPORTERS, Style
from checker.report.why import find, render_why
from tests.report.pages import three
from tests.report.sample import EMPTY, REPORT

FOLDER = Path(__file__).parent / "golden"


def _bare(page: str) -> str:
    """Return a page without its style and script, which are files of their own, and without their hashes."""
    page = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", page, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-", page)


OTHERS = ("json", "jsonl", "markdown", "csv", "lines", "sarif", "junit", "gitlab", "github")
TEXTS = {
    "terminal.txt": lambda: REPORTERS["terminal"](REPORT, Style()),
    "terminal-verbose.txt": lambda: REPORTERS["terminal"](REPORT, Style(detail=1)),
    "terminal-colour.txt": lambda: REPORTERS["terminal"](REPORT, Style(colour=True)).replace("\x1b", "\\e"),
    "terminal-empty.txt": lambda: REPORTERS["terminal"](EMPTY, Style()),
    "why.txt": lambda: render_why(REPORT, find(REPORT, "aa"), Style()),
    "terminal-three.txt": lambda: REPORTERS["terminal"](three(), Style()),
    "report.html": lambda: _bare(REPORTERS["html"](REPORT, Style())),
    **{f"report.{name}": lambda name=name: REPORTERS[name](REPORT, Style()) for name in OTHERS},
}


@pytest.mark.parametrize("name", TEXTS)
def test_report_is_as_it_was(name: str) -> None:
    made = TEXTS[name]()
    if os.environ.get("GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / name).write_bytes(made.encode())
    assert made.encode() == (FOLDER / name).read_bytes(), "if this is meant, run `make golden` and read the diff"
