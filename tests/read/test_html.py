import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.read import read_all
from tests.read.wire_formats import FIXTURES, STORIES, as_text, load, mutated, only_input_errors, quick, statements


def test_without_the_extra_it_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match=r"crosswire\[html\]"):
        load("north.html")


@pytest.mark.parametrize("story", STORIES)
def test_a_page_gives_the_statements_of_the_text(story):
    pytest.importorskip("trafilatura", exc_type=ImportError)
    for name in (f"{story}.html", "-"):
        (found,) = read_all(name, data=(FIXTURES / f"{story}.html").read_bytes())
        assert statements(found) == as_text(story)
        assert (found.published, found.published_from) == (date(2031, 5, 9), "metadata")
        assert found.source in ("Northwire", "Coast Press")
        assert dict(found.metadata)["byline"] in ("Ada Lindqvist", "Emil Varga")


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<html><body>" + b"<div>" * 50_000, b"<html>\0", b"<!doctype html>"]
)
def test_a_page_without_an_article_is_refused(data):
    pytest.importorskip("trafilatura", exc_type=ImportError)
    with pytest.raises(InputError):
        read_all("a.html", data=data)


@quick
@given(st.data())
def test_nothing_but_input_errors(data):
    pytest.importorskip("trafilatura", exc_type=ImportError)
    only_input_errors("north.html", data.draw(mutated((FIXTURES / "north.html").read_bytes())))
