from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read import read_all
from tests.read.wire_formats import FIXTURES, STORIES, as_text, load, mutated, only_input_errors, quick, statements


@pytest.mark.parametrize("story", STORIES)
def test_nitf_with_a_bare_doctype_gives_the_statements_of_the_text(story):
    (found,) = load(f"{story}.nitf.xml")
    assert statements(found) == as_text(story)
    assert (found.published, found.published_from) == (date(2031, 5, 9), "metadata")
    told = dict(found.metadata)
    assert (told["status"], told["version"], told["urgency"]) == ("CORRECTED", "2", "3")
    assert "Smoke" not in found.text
    assert "night desk" not in found.text


def test_a_character_that_the_dtd_would_name():
    data = (
        (FIXTURES / "north.nitf.xml")
        .read_text(encoding="utf-8")
        .replace("22 injured", "22&nbsp;injured")
        .replace("’", "&rsquo;")
    )
    assert statements(read_all("n.xml", data=data.encode())[0]) == as_text("north")


@quick
@given(st.data(), st.sampled_from(STORIES))
def test_nothing_but_input_errors(data, story):
    name = f"{story}.nitf.xml"
    only_input_errors(name, data.draw(mutated((FIXTURES / name).read_bytes())))
