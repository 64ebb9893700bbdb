from __future__ import annotations

import json
from dataclasses import replace

from checker.report import gitlab
from tests.report.sample import EMPTY, FINDINGS, REPORT, A, B


def issues(report=REPORT) -> list[dict]:
    made = json.loads(gitlab.render(report))
    for issue in made:
        assert issue["description"]
        assert issue["check_name"]
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))
    prints = [i["fingerprint"] for i in made]
    assert len(prints) == len(set(prints))
    return made


def test_each_finding_is_an_issue() -> None:
    made = issues()
    assert [i["check_name"] for i in made[:-1]] == [f.rule for f in FINDINGS]
    assert made[0]["severity"] == "critical"
    assert made[0]["location"] == {"path": "in/one.txt", "lines": {"begin": 1, "end": 1}}
    assert made[0]["other_locations"] == [{"path": "in/two.txt", "lines": {"begin": 3, "end": 3}}]


def test_a_skipped_input_blocks() -> None:
    last = issues()[-1]
    assert (last["check_name"], last["severity"]) == ("skipped-input", "blocker")


def test_nothing_found_is_an_empty_list_and_accepted_findings_are_out() -> None:
    assert issues(EMPTY) == []
    assert issues(replace(EMPTY, findings=tuple(replace(f, suppressed="known") for f in FINDINGS))) == []


def test_fingerprints_differ_even_where_findings_share_one() -> None:
    assert len(issues(replace(REPORT, findings=(FINDINGS[0], FINDINGS[0])))) == 3


def test_a_file_of_another_format_is_named_at_its_top() -> None:
    report = replace(REPORT, articles=(replace(A, path="./in/one.html"), B))
    assert issues(report)[0]["location"] == {"path": "in/one.html", "lines": {"begin": 1, "end": 1}}
