from __future__ import annotations

import hashlib
import json
from importlib import resources

import jsonschema
import pytest

from checker.report import REPORTERS, Style
from checker.report.json_v1 import render
from tests.report.sample import EMPTY, REPORT

SCHEMA = json.loads((resources.files("checker") / "schema" / "report-v1.schema.json").read_text("utf-8"))


def test_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["full", "empty"])
def test_reports_follow_the_schema(report) -> None:
    jsonschema.validate(json.loads(render(report)), SCHEMA)


def test_fields_are_those_of_the_contract_in_its_order() -> None:
    data = json.loads(render(REPORT))
    assert list(data) == [
        "schema", "tool", "config", "articles", "alignments", "findings", "claims", "skipped", "notices", "summary",
    ]  # fmt: skip
    assert list(data["articles"][0]) == [
        "id", "path", "text_sha256", "source", "headline", "published", "published_from", "language", "statements",
    ]  # fmt: skip
    assert list(data["findings"][0]) == [
        "fingerprint", "rule", "level", "relation", "confidence", "message", "locations", "absent_from", "evidence",
        "suppressed",
    ]  # fmt: skip
    assert list(data["alignments"][0]) == ["left", "right", "relation", "score", "findings"]


def test_every_offset_cuts_out_the_text() -> None:
    data = json.loads(render(REPORT))
    texts = {a.id: a.text for a in REPORT.articles}
    for a in data["articles"]:
        assert a["text_sha256"] == hashlib.sha256(texts[a["id"]].encode()).hexdigest()
        assert all(texts[a["id"]][s["start"] : s["end"]] == s["text"] for s in a["statements"])
    for f in data["findings"]:
        for x in f["locations"]:
            assert texts[x["article"]][x["start"] : x["end"]] == x["text"]
            assert all(x["start"] <= h["start"] < h["end"] <= x["end"] for h in x["highlights"])


def test_summary_counts_pairs_by_relation_and_findings_by_rule() -> None:
    summary = json.loads(render(REPORT))["summary"]
    assert {k: summary[k] for k in ("agree", "differ", "conflict", "source_only")} == {
        "agree": 2, "differ": 2, "conflict": 1, "source_only": 2,
    }  # fmt: skip
    assert summary["by_rule"] == {
        "condition-dropped": 1, "polarity-conflict": 1, "name-variant": 1, "scope-shift": 1, "omission-material": 1,
        "source-only": 1,
    }  # fmt: skip


def test_same_bytes_whatever_the_style() -> None:
    assert render(REPORT) == render(REPORT, Style(40, colour=True, ascii=True, detail=-1))
    assert REPORTERS["json"](REPORT, Style()) == REPORTERS["json-v1"](REPORT, Style())
    assert render(REPORT).endswith("}\n")


def test_scores_are_rounded() -> None:
    data = json.loads(render(REPORT))
    assert data["alignments"][0]["score"] == data["findings"][0]["confidence"] == 0.9123
    assert data["findings"][0]["evidence"][0]["data"]["score"] == 0.9123
