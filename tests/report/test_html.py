from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest

pytest.importorskip("jinja2")

from checker.model import Report
from checker.report.html import render
from tests.report.pages import HOSTILE, Page, hostile, long, three
from tests.report.sample import EMPTY, REPORT

REPORTS = {"sample": REPORT, "empty": EMPTY, "hostile": hostile(), "three": three(), "long": long()}
URLS = {"src", "href", "action", "formaction", "data", "poster", "background", "srcset", "xlink:href", "style"}


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]


def test_tags_are_balanced(report: Report) -> None:
    page = Page(render(report))
    assert not page.wrong
    assert not page.open


def test_nothing_is_fetched_and_nothing_is_inline(report: Report) -> None:
    page = Page(render(report))
    for tag, attributes in page.tags:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base", "b:img", "svg", "video"}
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            if name in URLS:
                assert name == "href" and str(value).startswith("#"), (tag, name, value)


def test_every_link_leads_to_something_and_ids_are_unique(report: Report) -> None:
    page = Page(render(report))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        if attributes.get("href"):
            assert str(attributes["href"])[1:] in ids
        if "aria-labelledby" in attributes:
            assert attributes["aria-labelledby"] in ids


def test_policy_lets_only_the_own_script_and_style_run(report: Report) -> None:
    page = Page(render(report))
    [policy] = [a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        [text] = page.within(tag)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert [t for t, _ in page.tags].count(tag) == 1


def test_policy_stands_before_all_that_it_governs() -> None:
    text = render(REPORT)
    assert text.startswith("<!DOCTYPE html>\n")
    assert text.index("Content-Security-Policy") < text.index("<style")


def test_headings_go_down_one_step_at_a_time(report: Report) -> None:
    page = Page(render(report))
    levels = [int(t[1]) for t, _ in page.tags if re.fullmatch("h[1-6]", t)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert dict(page.tags)["html"]["lang"] == "en"


def test_hostile_text_is_shown_and_does_nothing() -> None:
    text = render(hostile())
    page = Page(text)
    shown = page.text()
    assert "</style></script><script>alert(1)</script>" in shown
    assert "{{ 7*7 }} {% raw %}" in shown
    assert not [a for _, a in page.tags if "onerror" in a or "onmouseover" in a]
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\x1b\x07")
    assert "\\u202eevil" in shown


def test_article_text_is_whole_and_in_order() -> None:
    text = render(hostile())
    column = Page(text[text.index('id="article-a1"') - 30 : text.index('id="article-a2"')]).text()
    at = 0
    for words in (h for h in HOSTILE if h.isprintable()):
        # A reference may stand behind a statement, never in it.
        at = column.index(words, at) + len(words)


def test_article_text_between_statements_is_kept() -> None:
    without = replace(EMPTY, statements=EMPTY.statements[:5])
    assert "Gulls watched." in Page(render(without)).text()


def test_matrix_has_a_cell_for_each_source() -> None:
    text = render(three())
    row = text[text.index('<tr id="c1"') : text.index("</tr>", text.index('<tr id="c1"'))]
    assert row.count("<td") == 3
    assert row.count('<td class="conflict"') == 3
    assert "one.txt</bdi>, <bdi>two.txt</bdi> against <bdi>three.txt" in row
    assert "from 2 origins" in row
    row = text[text.index('<tr id="c2"') : text.index("</tr>", text.index('<tr id="c2"'))]
    assert (row.count('<td class="agree"'), row.count('<td class="silent"')) == (2, 1)
    assert ">silent</span>" in row


def test_statements_of_one_claim_share_a_token() -> None:
    page = Page(render(three()))
    lit = [a["id"] for t, a in page.tags if t == "span" and "c1" in (a.get("data-g") or "").split()]
    assert lit == ["s-a1-2", "s-a2-1", "s-a3-1"]


def test_pair_that_no_claim_holds_has_a_row() -> None:
    text = render(replace(three(), claims=()))
    assert '<tr id="p1"' in text
    assert "not in this pair" in text


def test_many_sources_are_numbered() -> None:
    report = three()
    more = [replace(report.articles[2], id=f"a{n}", path=f"more-{n}.txt") for n in range(4, 26)]
    text = render(replace(report, articles=(*report.articles, *more)))
    assert 'class="compact"' in text
    # What only one of many has is named, not shown as a row of silence.
    row = text[text.index('<tr id="o1"') : text.index("</tr>", text.index('<tr id="o1"'))]
    assert row.count("<td") == 1
    assert "one.txt" in row
    assert Page(text).tags.count(("ol", {"class": "sources"})) == 1


def test_accepted_findings_are_folded_away_and_give_their_reason() -> None:
    accepted = replace(REPORT.findings[0], suppressed="the board <said> both")
    text = render(replace(REPORT, findings=(accepted, *REPORT.findings[1:])))
    assert "Accepted before: <bdi>the board &lt;said&gt; both" in text


def test_size_stays_small() -> None:
    assert len(render(long()).encode()) < 400_000
    assert len(render(REPORT).encode()) < 60_000


def test_same_report_gives_the_same_bytes(report: Report) -> None:
    assert render(report) == render(report)


def test_template_engine_is_loaded_for_this_format_alone() -> None:
    code = "import sys, checker.report; print('jinja2' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout == "False\n"
