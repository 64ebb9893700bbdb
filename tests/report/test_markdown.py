from __future__ import annotations

import re

import pytest

from checker.report import Style
from checker.report.markdown import escaped, render
from tests.report.pages import hostile, long, three
from tests.report.sample import EMPTY, REPORT


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain words, 4.2 million; a-b (c)", "plain words, 4.2 million; a-b (c)"),
        ("a *b* _c_ `d` <e> [f](g) | ~h~ & $i$ ^", r"a \*b\* \_c\_ \`d\` \<e\> \[f\](g) \| \~h\~ \& \$i\$ \^"),
        ("- list", r"\- list"),
        ("+ list", r"\+ list"),
        ("# head", r"\# head"),
        ("=== head", r"\=== head"),
        ("1. list", r"1\. list"),
        ("12) list", r"12\) list"),
        ("> quote", r"\> quote"),
        ("back\\slash", r"back\\slash"),
        ("@all #12", "@\u2060all #\u206012"),
        ("http://x.example", "http:\\//x.example"),
        ("www.x.example", "www\\.x.example"),
        ("two\n\nlines\x1b\u202e", "two lines\\\\x1b\\\\u202e"),
    ],
)
def test_escaped(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_report_shows_what_matters_with_both_passages() -> None:
    text = render(REPORT)
    assert text.startswith("## one.txt and two.txt compared\n")
    assert "### Conflicts: 1" in text
    assert "**ERROR** `polarity-conflict` `aa11aa11`" in text
    assert "> one.txt: The pier will **stay open** for fishing boats, the board said." in text
    assert "> two.txt: The east pier will be **closed to all boats**, the harbour board decided." in text
    assert "- Not compared: in/three.txt: holds no words" in text
    assert "never says which of them is right" in text
    # The conflict and the lesser difference on the same passages stand together, over one pair of quotations.
    assert text.count("> two.txt: The east pier") == 1
    assert "Gulls watched" not in text


def test_detail_lists_notes_and_minor_statements() -> None:
    text = render(REPORT, Style(detail=1))
    assert "Gulls watched." in text
    assert "`name-variant`" in text


def test_quiet_is_the_summary_alone() -> None:
    assert "###" not in render(REPORT, Style(detail=-1))


def test_matrix_names_the_camps() -> None:
    text = render(three())
    assert "| claim | one.txt | two.txt | three.txt |\n|---|---|---|---|" in text
    assert "(one.txt and two.txt against three.txt)" in text
    assert "≠ conflicts: Fourte" in text


def test_nothing_found_is_said() -> None:
    assert "No conflict and no difference was found." in render(EMPTY)


def test_hostile_text_marks_up_nothing() -> None:
    text = render(hostile(), Style(detail=1))
    assert not re.search(r"(?<!\\)[<\[|]", "\n".join(line for line in text.splitlines() if line[:1] != "|"))
    assert not re.search(r"@\w|#\d|https?://|(?<!\\)\]\(|www\.e", text)
    assert not set(text) & set("\u202e\u202c\u2066\u2028\x1b\x07")
    # Outside of code spans that the report itself makes, no backtick is bare.
    assert not re.search(r"(?<!\\)`", re.sub(r"`[a-z0-9-]+`", "", text))


def test_lines_begin_with_the_reports_own_marks_alone() -> None:
    for line in render(hostile(), Style(detail=1)).splitlines():
        assert re.match(r"$|## |### |- |\*\*|> |>$|No |\d+ articles?|Minor|Notes|\| |\|-|2 ", line), line


def test_long_passage_is_cut_around_the_deciding_words() -> None:
    text = render(long())
    assert max(map(len, text.splitlines())) < 2_000
    assert "word9999" not in text[text.index("> a.txt") :]


def test_same_report_gives_the_same_bytes() -> None:
    assert render(three()) == render(three())
