"""Later versions of one story supersede the earlier ones; two sources never do."""

from __future__ import annotations

from datetime import date

import pytest

from checker.config import Config
from checker.errors import InputError
from checker.model import Article
from checker.pipeline import check_articles
from checker.versions import newest


def story(n: int, source: str = "Wire", headline: str = "Ferry fire", text: str = "", **told: str) -> Article:
    body = text or f"A ferry burned in Kastro on Monday and {n + 10} people died, the coast guard said."
    return Article(
        f"a{n}", f"{n}.xml", body, source, headline, date(2031, 5, 5), "metadata", metadata=tuple(told.items())
    )


def ids(*articles: Article) -> list[str]:
    return [a.id for a in newest(articles)[0]]


def test_the_higher_version_of_one_identifier_stays():
    assert ids(story(1, guid="x", version="2"), story(2, guid="x", version="10"), story(3)) == ["a2", "a3"]


def test_the_later_time_stays_where_versions_are_alike():
    early, late = "2031-05-05T10:00:00Z", "2031-05-05T11:00:00Z"
    assert ids(story(1, guid="x", versioncreated=late), story(2, guid="x", versioncreated=early)) == ["a1"]


def test_an_update_supersedes_the_first_text_under_the_same_headline():
    assert ids(story(1), story(2, status="UPDATE 1"), story(3, status="UPDATE 2")) == ["a3"]


def test_a_correction_supersedes_what_it_corrects():
    assert ids(story(1), story(2, status="CORRECTED")) == ["a2"]


def test_another_source_with_the_same_identifier_is_another_story():
    assert ids(story(1, guid="x", version="1"), story(2, source="Post", guid="x", version="2")) == ["a1", "a2"]


def test_two_texts_with_nothing_that_tells_which_is_later_are_kept():
    assert ids(story(1, guid="x"), story(2, guid="x")) == ["a1", "a2"]


def test_the_same_headline_without_an_update_is_no_version():
    assert ids(story(1), story(2)) == ["a1", "a2"]


def test_a_killed_story_goes_with_all_its_versions():
    kept, gone = newest(
        [story(1, guid="x", version="1"), story(2, guid="x", version="2", status="KILL"), story(3, source="Post")]
    )
    assert [a.id for a in kept] == ["a3"]
    assert [s.reason for s in gone] == ["it was withdrawn by 2.xml", "it was withdrawn"]


def test_a_new_toll_in_an_update_is_no_conflict():
    other = story(3, source="Post", headline="Fire aboard ferry in Kastro", text=story(2).text + " The port is shut.")
    report = check_articles(
        [story(1, guid="x", version="1"), story(2, guid="x", version="2"), other],
        Config(encoder="none", judge="none"),
    )
    assert [a.id for a in report.articles] == ["a2", "a3"]
    assert [(s.path, s.reason) for s in report.skipped] == [("1.xml", "2.xml is a later version of it")]
    assert not [f for f in report.findings if f.rule == "quantity-conflict"]


def test_two_versions_alone_are_nothing_to_compare():
    with pytest.raises(InputError, match="later version"):
        check_articles([story(1, guid="x", version="1"), story(2, guid="x", version="2")], Config())


def test_times_are_compared_in_one_zone():
    later, earlier = "2031-05-05T09:30:00Z", "2031-05-05T11:00:00+02:00"
    assert ids(story(1, guid="x", versioncreated=later), story(2, guid="x", versioncreated=earlier)) == ["a1"]


def test_a_bare_number_names_a_story_within_its_source_only():
    one = Article("a1", "1", "Twelve died in Kastro.", None, "Fire", metadata=(("guid", "1"), ("version", "1")))
    two = Article("a2", "2", "Votes were cast.", None, "Vote", metadata=(("guid", "1"), ("version", "2")))
    assert ids(one, two) == ["a1", "a2"]
    urn = (("guid", "urn:newsml:x:1"),)
    assert len(ids(*(Article(a.id, a.path, a.text, metadata=(*urn, a.metadata[1])) for a in (one, two)))) == 1
