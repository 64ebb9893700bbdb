from __future__ import annotations

import json

from checker.report.jsonl import render
from tests.report.pages import hostile, three
from tests.report.sample import EMPTY, REPORT


def test_one_line_a_finding() -> None:
    lines = render(REPORT).splitlines()
    assert [json.loads(line)["fingerprint"] for line in lines] == [f.fingerprint for f in REPORT.findings]


def test_every_line_stands_alone() -> None:
    first, *_, last = map(json.loads, render(REPORT).splitlines())
    assert first["claim"] == "c1"
    one, two = first["locations"]
    assert (one["path"], one["statement"], one["highlights"][0]["text"]) == ("in/one.txt", "a1.3", "stay open")
    assert two["text"] == REPORT.findings[0].locations[1].text
    assert last["absent_from"] == [{"article": "a2", "path": "in/two.txt"}]


def test_nothing_found_is_nothing() -> None:
    assert render(EMPTY) == ""


def test_hostile_text_splits_no_line_and_reaches_no_terminal() -> None:
    text = render(hostile())
    assert len(text.splitlines()) == len(hostile().findings)
    assert text.replace("\n", "").isprintable()
    for line, f in zip(text.splitlines(), hostile().findings, strict=True):
        assert [x["text"] for x in json.loads(line)["locations"]] == [x.text for x in f.locations]


def test_same_report_gives_the_same_bytes() -> None:
    assert render(three()) == render(three())
