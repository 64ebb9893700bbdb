"""SARIF 2.1.0: what the format requires, checked by hand, and what a reader of code scanning sees."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import unquote

import pytest

from checker.model import Span
from checker.report import sarif
from checker.rules import RULES
from tests.report.sample import EMPTY, FINDINGS, REPORT, A, B


def log(report=REPORT) -> dict:
    text = sarif.render(report)
    assert text.isascii()
    assert text == sarif.render(report)
    return json.loads(text)


def valid(made: dict) -> dict:
    """Check the required fields and the bounds of SARIF 2.1.0, and return the one run."""
    assert made["version"] == "2.1.0"
    (run,) = made["runs"]
    driver = run["tool"]["driver"]
    ids = [r["id"] for r in driver["rules"]]
    assert driver["name"]
    assert len(ids) == len(set(ids))
    for r in driver["rules"]:
        assert r["help"]["text"]
        assert r["shortDescription"]["text"]
        assert r["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    for call in run["invocations"]:
        assert isinstance(call["executionSuccessful"], bool)
        for n in call["toolExecutionNotifications"]:
            assert n["message"]["text"]
            assert driver["notifications"][n["descriptor"]["index"]]["id"] == n["descriptor"]["id"]
    for r in run["results"]:
        assert ids[r["ruleIndex"]] == r["ruleId"]
        assert r["level"] in {"error", "warning", "note", "none"}
        assert r["message"]["text"]
        assert 0 <= r.get("rank", 0) <= 100
        related = [x["id"] for x in r.get("relatedLocations", ())]
        assert len(related) == len(set(related))
        assert all(f"]({n})" in r["message"]["text"] for n in related)
        for x in (*r["locations"], *r.get("relatedLocations", ())):
            physical = x["physicalLocation"]
            assert not physical["artifactLocation"]["uri"].startswith("/")
            for region in (physical.get(k) for k in ("region", "contextRegion")):
                if region:
                    assert 1 <= region["startLine"] <= region["endLine"]
                    assert region["startColumn"] >= 1
                    assert (region["startLine"], region["startColumn"]) < (region["endLine"], region["endColumn"])
    return run


def test_a_full_and_an_empty_report_are_valid() -> None:
    run = valid(log())
    assert [r["id"] for r in run["tool"]["driver"]["rules"]] == list(RULES)
    assert len(run["results"]) == len(FINDINGS)
    empty = valid(log(EMPTY))
    assert empty["results"] == []
    assert empty["invocations"][0]["executionSuccessful"] is True


def test_two_passages_and_the_deciding_words() -> None:
    result = valid(log())["results"][0]
    first = result["locations"][0]["physicalLocation"]
    (other,) = result["relatedLocations"]
    assert first["region"]["snippet"]["text"] == "stay open"
    assert first["contextRegion"]["snippet"]["text"].startswith("The pier will stay open")
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "in/two.txt"
    region = other["physicalLocation"]["region"]
    line = B.text.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "closed to all boats"
    assert "[two.txt](1)" in result["message"]["text"]
    assert result["rank"] == 91.2
    assert result["partialFingerprints"]["primaryLocationLineHash"] == "aa11aa11aa11aa11:1"


def test_columns_are_code_points_whatever_the_line_ends() -> None:
    text = "One.\r\nTwo \U0001f30a wave.\rThree."
    article = replace(A, text=text)
    at = text.index("wave")
    found = replace(
        FINDINGS[5], locations=(replace(FINDINGS[5].locations[0], span=Span(at, at + 4), text="wave", highlights=()),)
    )
    region = valid(log(replace(REPORT, articles=(article, B), findings=(found,))))["results"][0]["locations"][0]
    region = region["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 7, 11)


@pytest.mark.parametrize("path", ["in/a b#1.txt", "in/50%:x.txt", "./in/é.txt", "in/\udcff.txt"])
def test_uris_are_percent_encoded(path: str) -> None:
    run = valid(log(replace(REPORT, articles=(replace(A, path=path), B))))
    made = run["artifacts"][0]["location"]["uri"]
    assert not set(made) & set(" #:\\")
    assert unquote(made, errors="surrogateescape") == path.removeprefix("./")


def test_an_absolute_path_below_the_working_directory_is_relative(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = log(replace(REPORT, articles=(replace(A, path=str(tmp_path / "x" / "a.txt")), B)))["runs"][0]
    assert run["artifacts"][0]["location"]["uri"] == "x/a.txt"


def test_accepted_findings_are_suppressed_and_all_others_are_not() -> None:
    assert all("suppressions" not in r for r in valid(log())["results"])
    some = (replace(FINDINGS[0], suppressed="was checked"), *FINDINGS[1:])
    results = valid(log(replace(REPORT, findings=some)))["results"]
    assert results[0]["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "was checked"}]
    assert all(r["suppressions"] == [] for r in results[1:])


def test_a_skipped_input_is_a_notification_and_no_clean_run() -> None:
    (call,) = valid(log())["invocations"]
    assert call["executionSuccessful"] is False
    assert [(n["level"], n["descriptor"]["id"]) for n in call["toolExecutionNotifications"]] == [
        ("error", "skipped-input"),
        ("note", "notice"),
    ]
    assert "in/three.txt" in call["toolExecutionNotifications"][0]["message"]["text"]


def test_no_words_of_an_article_make_a_link_or_act() -> None:
    found = replace(FINDINGS[0], message="a has “[x](http://bad) \x1b[31m \u202e”.")
    text = valid(log(replace(REPORT, findings=(found,))))["results"][0]["message"]["text"]
    assert "](http" not in text
    assert text.count("](") == 1
    assert not set(text) & {"\x1b", "\u202e"}


def test_a_file_whose_text_is_not_the_articles_has_no_region() -> None:
    run = valid(log(replace(REPORT, articles=(replace(A, path="in/one.html"), B))))
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("report", [REPORT, EMPTY])
def test_a_library_for_sarif_reads_it(report):
    """A consumer that others wrote takes every result with its locations."""
    library = pytest.importorskip("sarif_pydantic")
    made = log(report)
    read = library.Sarif.model_validate(made)
    (run,) = read.runs
    assert [(r.rule_id, r.message.text) for r in run.results or []] == [
        (r["ruleId"], r["message"]["text"]) for r in made["runs"][0]["results"]
    ]
    for mine, theirs in zip(made["runs"][0]["results"], run.results or [], strict=True):
        assert len(theirs.locations) == len(mine["locations"])
