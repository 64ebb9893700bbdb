import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.read import read_all
from tests.read.wire_formats import FIXTURES, STORIES, as_text, load, mutated, only_input_errors, quick, statements

FEEDS = ["feed.rss.xml", "feed.atom.xml", "feed.json"]


@pytest.mark.parametrize("name", FEEDS)
def test_each_entry_is_an_article(name):
    found = load(name)
    assert [statements(a) for a in found] == [as_text(s) for s in STORIES]
    assert {(a.published, a.published_from) for a in found} == {(date(2031, 5, 9), "metadata")}
    assert [dict(a.metadata)["byline"] for a in found] == ["Ada Lindqvist", "Emil Varga"]
    assert all(dict(a.metadata)["url"].startswith("https://gazette.example/") for a in found)


def test_a_bad_entry_does_not_spoil_the_others():
    skipped = []
    found = load("feed.rss.xml", skipped=skipped)
    assert [a.path for a in found] == ["feed.rss.xml#1", "feed.rss.xml#3"]
    assert [a.id for a in found] == ["a1", "a2"]
    assert [(e.path, e.reason) for e in skipped] == [("feed.rss.xml#2", "holds no words")]


def test_the_source_is_the_outlet_or_where_the_entry_came_from():
    assert [a.source for a in load("feed.rss.xml")] == ["Northwire", "Harwick Gazette"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss><channel><title>News</title></channel></rss>", "without entries"),
        (b"<rss><channel>" + b"<item><title>One</title></item>" * 10_000 + b"</channel></rss>", "10000 articles"),
        (b"<rss><channel><item><title>One</item></channel></rss>", "well-formed"),
        (json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{}] * 10_000}).encode(), "10000 articles"),
        (json.dumps({"version": "https://jsonfeed.org/version/1", "items": [5, None]}).encode(), "no words"),
    ],
)
def test_what_is_no_feed_of_articles_is_refused(data, reason):
    with pytest.raises(InputError, match=reason):
        read_all("feed", data=data)


@quick
@given(st.data(), st.sampled_from(FEEDS))
def test_nothing_but_input_errors(data, name):
    only_input_errors(name, data.draw(mutated((FIXTURES / name).read_bytes())))
