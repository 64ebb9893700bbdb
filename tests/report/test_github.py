from __future__ import annotations

import re
from dataclasses import replace

import pytest

from checker.model import Skipped
from checker.report import github
from tests.report.sample import EMPTY, FINDINGS, REPORT, A, B

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def commands(report=REPORT) -> list[tuple[str, dict[str, str], str]]:
    *lines, last = github.render(report).splitlines()
    assert last.startswith("2 articles,")
    made = []
    for line in lines:
        name, listed, message = COMMAND.fullmatch(line).groups()
        made.append((name, dict(p.split("=", 1) for p in listed.split(",")), message))
    return made


def test_skipped_first_then_the_worst() -> None:
    mixed = replace(REPORT, findings=FINDINGS[::-1])
    names = [name for name, _, _ in commands(mixed)]
    assert names == ["error", "error", "warning", "warning", "warning", "notice", "notice"]
    _, where, message = commands()[1]
    assert where == {
        "file": "in/one.txt", "line": "1", "endLine": "1", "col": "106", "endColumn": "115",
        "title": "polarity-conflict",
    }  # fmt: skip
    assert A.text[105:114] == "stay open"
    assert "See in/two.txt:3:23." in message


def test_nothing_found_is_the_result_alone_and_accepted_findings_are_out() -> None:
    assert commands(EMPTY) == []
    assert commands(replace(EMPTY, findings=tuple(replace(f, suppressed="known") for f in FINDINGS))) == []


@pytest.mark.parametrize("bad", ["\n::error::x", "\r\n::stop-commands::t", "\u2028::error::x", "\x1b[31m", "100%0A::x"])
def test_no_words_of_an_article_or_a_path_make_a_command(bad: str) -> None:
    found = replace(FINDINGS[0], message=f"a {bad}")
    report = replace(
        REPORT,
        articles=(replace(A, path=f"in/{bad},line=9:.txt"), B),
        findings=(found,),
        skipped=(Skipped(f"x{bad}", f"why{bad}"),),
    )
    made = commands(report)
    assert len(made) == 2
    assert set(made[1][1]) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert made[1][1]["line"] == "1"
    assert "%0A::x" not in github.render(report).replace("%250A::x", "")


def test_summary_shows_words_only() -> None:
    found = replace(FINDINGS[0], message="<img src=x> [a](http://bad) | `b` @all ![i](u) www.bad.example")
    text = github.summary(replace(REPORT, findings=(found, replace(FINDINGS[1], suppressed="known"))))
    (row,) = [line for line in text.splitlines() if line.startswith("| error")]
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    row = re.sub(r"\\.", "", row)  # what is escaped is a plain character
    for bad in ("<img", "](", "://", "`b", "@", "www.", "!["):
        assert bad not in row
    assert "1 accepted before" in text
    assert "**Not compared:** in\\/three\\.txt" in text
    assert "Nothing was found." in github.summary(EMPTY)


def test_a_long_summary_is_cut_and_says_so() -> None:
    text = github.summary(replace(REPORT, findings=FINDINGS * 100))
    assert text.count("\n| ") < 310
    assert "300 more are not shown here." in text


def test_the_summary_is_added_to_the_file_github_names(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv(github.SUMMARY, raising=False)
    assert github.append_summary(REPORT) is None
    target = tmp_path / "summary.md"
    target.write_text("before\n")
    monkeypatch.setenv(github.SUMMARY, str(target))
    assert github.append_summary(REPORT) is None
    assert target.read_text("utf-8").startswith("before\n### Sources compared")
    monkeypatch.setenv(github.SUMMARY, str(tmp_path))
    assert "could not be written" in github.append_summary(REPORT)
