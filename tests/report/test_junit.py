from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

from checker.report import junit
from tests.report.sample import EMPTY, FINDINGS, REPORT


def suite(report=REPORT) -> ET.Element:
    root = ET.fromstring(junit.render(report).encode())
    (found,) = root.findall("testsuite")
    cases = found.findall("testcase")
    assert found.get("tests") == root.get("tests") == str(len(cases))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert int(found.get(attribute)) == len(found.findall(f"testcase/{tag}"))
    assert len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases)
    return found


def test_findings_at_the_gate_fail_and_others_pass() -> None:
    made = suite()
    (failed,) = [c for c in made if c.find("failure") is not None]
    assert failed.get("name") == "polarity-conflict [aa11aa11aa11aa11]"
    assert (failed.get("file"), failed.get("line")) == ("in/one.txt", "1")
    body = failed.find("failure").text
    assert "in/two.txt:3:23: The east pier will be closed" in body
    assert len(made.findall("testcase/system-out")) == len(FINDINGS) - 1


def test_the_gate_of_the_run_decides() -> None:
    settings = tuple((k, "warning" if k == "fail_on" else v) for k, v in REPORT.config)
    assert suite(replace(REPORT, config=settings)).get("failures") == "4"


def test_skipped_inputs_are_errors_and_accepted_findings_are_skipped() -> None:
    found = tuple(replace(f, suppressed="known") for f in FINDINGS)
    made = suite(replace(REPORT, findings=found))
    assert made.find("testcase/error").get("message") == "not compared: holds no words"
    assert {s.get("message") for s in made.findall("testcase/skipped")} == {"accepted before: known"}
    assert made.get("failures") == "0"


def test_nothing_found_is_a_passed_case_for_each_rule_that_was_on() -> None:
    settings = tuple((k, ["date"] if k == "select" else v) for k, v in EMPTY.config)
    made = suite(replace(EMPTY, config=settings))
    assert [c.get("name") for c in made] == ["date-conflict", "date-precision", "date-bound"]
    assert all(len(c) == 0 for c in made)


def test_what_xml_cannot_carry_is_gone() -> None:
    bad = replace(FINDINGS[0], message="a\x00\x08\x1b[31m \ufffe \udcff </failure> ]]> & “b”")
    text = junit.render(replace(REPORT, findings=(bad, *FINDINGS[1:])))
    assert not {c for c in text if ord(c) < 32 and c != "\n"}
    assert not {"\ufffe", "\udcff", "\u202e"} & set(text)
    assert "</failure> ]]> & “b”" in suite(replace(REPORT, findings=(bad,))).find("testcase/failure").text
