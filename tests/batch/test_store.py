"""The store keeps what it was given, takes two writers, and refuses what it does not know."""

from __future__ import annotations

import sqlite3
import threading
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from checker.batch.events import Lead
from checker.batch.store import MIGRATIONS, Store
from checker.errors import InputError
from checker.model import Article

STORY = Article(
    "a1", "in/a.xml#2", "Fire\n\nTwelve died \udc80.", "The Post", "Fire", date(2031, 5, 5), "metadata",
    translated=True, metadata=(("guid", "x1"),),
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "s.sqlite")


def test_a_story_comes_back_as_it_went_in(path):
    with Store(path) as kept:
        kept.add("d1", STORY)
        assert kept.article("d1", "a1") == STORY
        assert kept.has("d1")
        assert not kept.has("d2")
        with pytest.raises(KeyError):
            kept.article("d2", "a1")


def test_a_lead_comes_back_to_the_bit(path):
    vector = np.array([0.1, -0.25, 1 / 3], np.float32)
    with Store(path) as kept:
        kept.add("d1", STORY)
        kept.put_lead(Lead("d1", None, vector, {"fire": 2, "die": 1}), "m1")
        found = kept.lead("d1", "m1")
        assert found.vector.tobytes() == vector.tobytes()
        assert found.day == date(2031, 5, 5).toordinal()
        assert dict(found.terms) == {"fire": 2, "die": 1}
        assert kept.lead("d1", "another encoder") is None


def test_stories_are_found_by_their_day_and_the_undated_always(path):
    with Store(path) as kept:
        for n, day in enumerate((date(2031, 5, 1), date(2031, 5, 5), None)):
            kept.add(f"d{n}", Article("a1", f"{n}", "Text", published=day))
        assert kept.digests(date(2031, 5, 4), date(2031, 5, 6)) == ["d1", "d2"]
        assert kept.digests() == ["d0", "d1", "d2"]


def test_a_file_of_something_else_is_refused(tmp_path, path):
    (tmp_path / "note.txt").write_text("no database, but long enough to be read as one " * 30, "utf-8")
    with pytest.raises(InputError, match="cannot be opened as a store"):
        Store(str(tmp_path / "note.txt"))
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE mine (x)")
    with pytest.raises(InputError, match="database of something else"):
        Store(path)


def test_a_newer_form_is_refused_and_left_as_it_is(path):
    Store(path).close()
    with sqlite3.connect(path) as base:
        base.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(InputError, match="newer checker"):
        Store(path)


def test_a_store_that_must_be_there_is_not_made(path, tmp_path):
    with pytest.raises(InputError, match="no store here"):
        Store(path, must_exist=True)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_nothing(path):
    with Store(path) as kept:
        with pytest.raises(RuntimeError), kept.writing():
            kept.add("d1", STORY)
            raise RuntimeError
        assert not kept.has("d1")


def test_two_writers_wait_for_each_other(path):
    Store(path).close()

    def write(side: int) -> None:
        with Store(path) as kept:
            for n in range(50):
                with kept.writing():
                    kept.put_report(f"{side}-{n}", "e1", b"x")

    both = [threading.Thread(target=write, args=(side,)) for side in (1, 2)]
    for t in both:
        t.start()
    for t in both:
        t.join()
    with Store(path) as kept:
        assert kept.counts().reports == 100


def test_gc_drops_old_stories_with_all_that_hangs_on_them_and_keeps_verdicts(path):
    with Store(path) as kept:
        for n, day in enumerate((date(2031, 5, 1), date(2031, 5, 5))):
            kept.add(f"d{n}", Article("a1", f"{n}", "Text", published=day))
            kept.put_lead(Lead(f"d{n}", None, None, {}), "")
            kept.put_event(f"e{n}", [f"d{n}"])
            kept.put_report(f"w{n}", f"e{n}", b"x")
        kept.put_verdict("f" * 16, "wrong", "two rivers of one name", None, date(2031, 5, 6))
        assert kept.gc(date(2031, 5, 3)) == 1
        found = kept.counts()
        assert (found.articles, found.leads, found.events, found.reports, found.verdicts) == (1, 1, 1, 1, 1)
        assert [row["type"] for row in kept.export()] == ["article", "event", "verdict"]


def test_what_stood_in_the_same_file_before_goes(path):
    with Store(path) as kept:
        kept.add("d1", Article("a1", "in/a.txt", "Twelve died."))
        kept.add("d2", Article("a1", "in/a.txt", "Twenty-one died."))
        assert kept.digests() == ["d2"]
        kept.add("d3", Article("a1", "feed.xml#1", "One."))
        kept.add("d4", Article("a1", "feed.xml#1", "Two."))  # places in a feed move
        assert kept.digests() == ["d2", "d3", "d4"]


def test_an_event_that_grew_replaces_the_one_it_was(path):
    with Store(path) as kept:
        kept.put_event("e1", ["d1", "d2"])
        kept.put_report("w1", "e1", b"x")
        kept.put_event("e2", ["d1", "d2", "d3"])
        assert (kept.counts().events, kept.counts().reports) == (1, 0)


def test_a_store_that_is_only_read_is_left_as_it_is(path, tmp_path):
    with pytest.raises(InputError, match="no store here"):
        Store(path, to_read=True)
    with Store(path) as kept:
        kept.add("d1", STORY)
    with Store(path, to_read=True) as kept:
        assert kept.article("d1", "a1") == STORY
        with pytest.raises(InputError, match="cannot be written"), kept.writing():
            kept.add("d2", STORY)


def test_a_foreign_database_is_refused_before_anything_is_changed(path):
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE mine (x)")
        base.execute("PRAGMA user_version = 1")
    base.close()
    before = Path(path).read_bytes()
    with pytest.raises(InputError, match="database of something else"):
        Store(path)
    assert Path(path).read_bytes() == before
