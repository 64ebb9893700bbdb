"""The whole text of the reports of a hand-made run; ``make golden`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.report import REPORTERS, Style
from checker.report.why import find, render_why
from tests.report.sample import EMPTY, REPORT

FOLDER = Path(__file__).parent / "golden"
TEXTS = {
    "terminal.txt": lambda: REPORTERS["terminal"](REPORT, Style()),
    "terminal-verbose.txt": lambda: REPORTERS["terminal"](REPORT, Style(detail=1)),
    "terminal-colour.txt": lambda: REPORTERS["terminal"](REPORT, Style(colour=True)).replace("\x1b", "\\e"),
    "terminal-empty.txt": lambda: REPORTERS["terminal"](EMPTY, Style()),
    "why.txt": lambda: render_why(REPORT, find(REPORT, "aa"), Style()),
    "report.json": lambda: REPORTERS["json"](REPORT, Style()),
}


@pytest.mark.parametrize("name", TEXTS)
def test_report_is_as_it_was(name: str) -> None:
    made = TEXTS[name]()
    if os.environ.get("GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / name).write_text(made, "utf-8")
    assert made == (FOLDER / name).read_text("utf-8"), "if this is meant, run `make golden` and read the diff"
