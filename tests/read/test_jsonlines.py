import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.read import read_all
from tests.read.wire_formats import FIXTURES, STORIES, as_text, load, mutated, only_input_errors, quick, statements

ROWS = (FIXTURES / "articles.jsonl").read_text(encoding="utf-8").splitlines()


def test_each_line_is_an_article():
    found = load("articles.jsonl")
    assert [statements(a) for a in found] == [as_text(s) for s in STORIES]
    assert [(a.source, a.published) for a in found] == [
        ("Northwire", date(2031, 5, 9)),
        ("Coast Press", date(2031, 5, 9)),
    ]
    assert dict(found[0].metadata)["guid"] == "north"


@pytest.mark.parametrize("text", ["[" + ",".join(ROWS) + "]", "\n\n".join(ROWS), "\n".join(ROWS)])
def test_it_is_told_by_content(text):
    assert len(read_all("-", data=text.encode())) == 2


def test_one_object():
    assert read_all("a.json", data=ROWS[0].encode())[0].path == "a.json"


def test_a_bad_line_does_not_spoil_the_others():
    skipped = []
    found = read_all(
        "a.jsonl", data="\n".join([ROWS[0], "{nonsense", '{"text": 5}', ROWS[1]]).encode(), skipped=skipped
    )
    assert [a.path for a in found] == ["a.jsonl#1", "a.jsonl#4"]
    assert [e.path for e in skipped] == ["a.jsonl#2", "a.jsonl#3"]
    assert "(line 2)" in skipped[0].reason


def test_half_characters_and_controls_do_not_get_through():
    (found,) = read_all(
        "a.json", data=b'{"text": "The mine \\ud800 closed.\\u001b[31m\\u0000", "title": "Mine\\u0007"}'
    )
    assert found.text == "Mine\n\nThe mine \ufffd closed. [31m"


def test_too_many_lines():
    with pytest.raises(InputError, match="10000 articles"):
        read_all("a.jsonl", data=(json.dumps({"text": "One."}) + "\n").encode() * 10_000)


def test_a_plain_text_that_begins_with_a_brace_is_text():
    text = "[Photo] The mine closed on Monday, the owner said."
    assert read_all("-", data=text.encode())[0].text == text


@quick
@given(st.data())
def test_nothing_but_input_errors(data):
    only_input_errors("articles.jsonl", data.draw(mutated((FIXTURES / "articles.jsonl").read_bytes())))
