from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.model import Location, Span
from checker.report.passages import passage
from checker.report.plain import plain
from checker.report.style import Style
from checker.report.terminal import headline, render
from checker.report.why import find, render_why
from tests.report.sample import EMPTY, REPORT

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = ["\x1b[31m", "\x1b]0;title\x07", "\x9b1m", "\u202e", "\u2066", "\r", "\x08", "\u2028", "\x00", "\x7f"]


def test_summary_comes_first() -> None:
    assert headline(REPORT) == (
        "2 articles, 5 shared facts: 2 agree, 2 differ, 1 conflict; 2 statements in one source only, 1 material."
    )
    assert render(REPORT).startswith("2 articles, 5 shared facts:")
    assert render(REPORT, Style(detail=-1)).count("\n") == 2


def test_groups_stand_in_order() -> None:
    text = render(REPORT, Style(detail=1))
    heads = [text.index(f"\n{head}: ") for head in ("Conflicts", "Differences", "Agreements", "Only in one source")]
    assert heads == sorted(heads)


def test_findings_on_the_same_passages_show_them_once() -> None:
    text = render(REPORT)
    assert "Conflicts: 1 (" in text
    assert "scope-shift [ab11aa11]" in text
    assert text.count("for fishing boats, the board said") == 1


def test_rule_fingerprint_and_marks_without_colour() -> None:
    text = render(REPORT)
    assert "ERROR polarity-conflict [aa11aa11]" in text
    assert "[[stay open]]" in text
    assert "\x1b" not in text


def test_colour_says_nothing_that_words_do_not() -> None:
    bare = render(REPORT).replace("[[", "").replace("]]", "")
    painted = ESCAPES.sub("", render(REPORT, Style(colour=True)))
    assert painted.split() == bare.split()


def test_agreements_and_colour_are_folded_until_asked_for() -> None:
    assert "Divers looked" not in render(REPORT)
    assert "Gulls" not in render(REPORT)
    assert "Gulls watched" in render(REPORT, Style(detail=1))
    assert "[[looked]] at the piles" in render(REPORT, Style(detail=1))


def test_what_was_not_compared_is_said() -> None:
    text = render(REPORT)
    assert "Not compared: in/three.txt: holds no words" in text
    assert "Note: no judge took part" in text


def test_nothing_found_is_still_a_report() -> None:
    assert render(EMPTY).startswith("2 articles, 0 shared facts: 0 agree, 0 differ, 0 conflicts;")


@pytest.mark.parametrize("width", [48, 60, 80, 100])
@pytest.mark.parametrize("detail", [0, 1])
def test_lines_keep_to_the_width(width: int, detail: int) -> None:
    for colour in (False, True):
        text = ESCAPES.sub("", render(REPORT, Style(width, colour=colour, detail=detail)))
        assert max(map(len, text.splitlines())) <= width


def test_ascii_where_the_stream_has_no_unicode() -> None:
    assert render(REPORT, Style(ascii=True, detail=1)).isascii()
    assert '"stay open"' in render(REPORT, Style(ascii=True))


@pytest.mark.parametrize("bad", HOSTILE)
def test_article_text_cannot_act_on_the_terminal(bad: str) -> None:
    shown = plain(f"before{bad}after")
    assert shown.isprintable()
    assert shown.startswith("before")
    assert shown.endswith("after")


@given(st.text())
def test_plain_is_printable_and_keeps_printable_text(text: str) -> None:
    shown = plain(text)
    assert all(c.isprintable() or c in "\u200c\u200d\u00ad" for c in shown)
    if text.isprintable():
        assert " ".join(shown.split()) == " ".join(re.sub(r"\s", " ", text).split())


def test_hostile_text_never_reaches_the_report() -> None:
    for style in (Style(detail=1), Style(detail=1, colour=True), Style(detail=1, ascii=True)):
        text = ESCAPES.sub("", render(REPORT, style)) if style.colour else render(REPORT, style)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\\x1b[31min red" in text


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_any_marks_on_any_text(text: str, marks: list[tuple[int, int]]) -> None:
    spans = [Span(*sorted((min(a, len(text)), min(b, len(text))))) for a, b in marks]
    lines = passage("a.txt", Location("a1", Span(0, len(text)), text), spans, Style())
    assert "".join("".join(lines).replace("[[", "").replace("]]", "").split()).endswith(
        "".join(plain(text).replace("[[", "").replace("]]", "").split())
    )


def test_a_long_passage_is_cut_around_the_deciding_words() -> None:
    text = "word " * 2000 + "needle " + "word " * 2000
    at = text.index("needle")
    lines = passage("a.txt", Location("a1", Span(0, len(text)), text), [Span(at, at + 6)], Style())
    assert len(lines) < 12
    assert "[[needle]]" in "\n".join(lines)


def test_why_traces_spans_facts_and_gates() -> None:
    text = render_why(REPORT, find(REPORT, "aa11"), Style())
    for part in ("deciding words: “stay open”", "official", "score 0.91", "other-place", "different places"):
        assert part in text
    assert "condition: “if the county” = if" in render_why(REPORT, find(REPORT, "bb"), Style())


@pytest.mark.parametrize("name", ["", "ffff", "a"])
def test_why_needs_one_finding(name: str) -> None:
    with pytest.raises(UsageError):
        find(REPORT, name)


def test_three_articles_are_counted_as_pairs_and_claims() -> None:
    third = replace(REPORT.articles[1], id="a3", path="in/three.txt")
    text = headline(replace(REPORT, articles=(*REPORT.articles, third)))
    assert text.startswith("3 articles, 5 pairs of statements:")
    assert text.endswith("1 claim told by two sources or more, 1 by all.")
