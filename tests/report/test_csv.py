from __future__ import annotations

import csv
import io

import pytest

from checker.model import Report
from checker.report.table import COLUMNS, FORMULA, cell, render
from tests.report.pages import hostile, three
from tests.report.sample import EMPTY, REPORT


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(report), newline=""), strict=True))


def test_one_line_a_finding_under_a_header() -> None:
    text = render(REPORT)
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert text.count("\r\n") == text.count("\n") == len(REPORT.findings) + 1


def test_passages_are_in_columns() -> None:
    first, *_, last = rows(REPORT)
    assert first["rule"] == "polarity-conflict"
    assert first["confidence"] == "0.9123"
    assert (first["source_1"], first["statement_1"], first["words_1"]) == ("one.txt", "a1.3", "stay open")
    assert first["text_2"] == "The east pier will be closed to all boats, the harbour board decided."
    assert first["claim"] == "c1"
    article = REPORT.articles[0].text
    assert article[int(first["start_1"]) : int(first["end_1"])] == first["text_1"]
    assert (last["source_2"], last["absent_from"]) == ("", "two.txt")


def test_nothing_found_is_the_header_alone() -> None:
    assert render(EMPTY) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1"])
def test_formulas_are_disarmed(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["", "12 dead", "“=”", "'quoted'", "a=b"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_hostile_text_stays_in_its_cell() -> None:
    found = rows(hostile())
    assert len(found) == len(hostile().findings)
    for row in found:
        assert None not in row
        for value in row.values():
            assert value.isprintable()
            assert not value.startswith(tuple(FORMULA))


def test_same_report_gives_the_same_bytes() -> None:
    assert render(three()) == render(three())
