from __future__ import annotations

import re
from dataclasses import replace

from checker.report import lines
from tests.report.sample import EMPTY, FINDINGS, REPORT, A, B

LINE = re.compile(
    r"(?P<path>[^:]+):(?P<line>\d+):(?P<col>\d+): (?P<level>error|warning|info) (?P<rule>[\w-]+) (?P<text>.+)"
)


def test_every_line_has_the_form() -> None:
    made = [LINE.fullmatch(line) for line in lines.render(REPORT).splitlines()]
    assert [m["rule"] for m in made] == [*(f.rule for f in FINDINGS), "skipped-input"]
    first = made[0]
    assert (first["path"], first["line"], first["col"], first["level"]) == ("in/one.txt", "1", "106", "error")
    assert first["text"].endswith("(see in/two.txt:3:23) [aa11aa11aa11aa11]")


def test_nothing_found_is_no_line_and_accepted_findings_are_out() -> None:
    assert lines.render(EMPTY) == ""
    assert lines.render(replace(EMPTY, findings=tuple(replace(f, suppressed="x") for f in FINDINGS))) == ""


def test_one_line_a_finding_whatever_it_says() -> None:
    bad = replace(FINDINGS[0], message="a\nb\x1b[31m\u2028c")
    text = lines.render(replace(REPORT, articles=(replace(A, path="in/\n\x1bone.txt"), B), findings=(bad,), skipped=()))
    assert text.count("\n") == 1
    assert text[:-1].isprintable()
