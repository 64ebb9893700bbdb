import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.model import Kind
from checker.read import read, read_all
from tests.read.wire_formats import FIXTURES, STORIES, as_text, load, mutated, only_input_errors, quick, statements


@pytest.mark.parametrize("series", [1, 2, 3])
@pytest.mark.parametrize("story", STORIES)
def test_every_series_gives_the_statements_of_the_text(story, series):
    (found,) = load(f"{story}.ninjs{series}.json")
    assert statements(found) == as_text(story)
    assert statements(found)[0] == (Kind.HEADLINE, found.headline)
    assert (found.published, found.published_from) == (date(2031, 5, 9), "metadata")
    assert found.source in ("Northwire", "Coast Press")
    told = dict(found.metadata)
    assert told["version"] == "2"
    assert told["urgency"] == "3"
    assert told["byline"].startswith("By ")
    assert told["slug"]


def test_status_and_embargo():
    assert dict(load("north.ninjs1.json")[0].metadata)["status"] == "UPDATE 1"
    assert dict(load("north.ninjs3.json")[0].metadata)["embargo"].startswith("2031-05-09T20:00")


@pytest.mark.parametrize(
    ("changes", "status", "headline"),
    [
        ({"headline": "UPDATE 2-Mine blast kills nine"}, "UPDATE 2", "Mine blast kills nine"),
        ({"headline": "CORRECTED-Mine blast kills nine"}, "CORRECTED", "Mine blast kills nine"),
        ({"headline": "Mine blast kills nine", "pubstatus": "canceled"}, "KILL", "Mine blast kills nine"),
        ({"headline": "Mine blast kills nine", "ednote": "KILL: wrong mine"}, "KILL", "Mine blast kills nine"),
        ({"headline": "Mine blast kills nine."}, None, "Mine blast kills nine"),
        ({"headline": "UPDATE on the mine blast"}, None, "UPDATE on the mine blast"),
    ],
)
def test_corrections_are_kept_as_status(changes, status, headline):
    item = json.loads((FIXTURES / "north.ninjs1.json").read_bytes()) | {"ednote": ""} | changes
    (found,) = read_all("a.json", data=json.dumps(item).encode())
    assert dict(found.metadata).get("status") == status
    assert found.headline == headline
    assert found.text.startswith(headline + "\n\n")


def test_a_list_and_an_item_that_holds_others():
    north, coast = (json.loads((FIXTURES / f"{s}.ninjs2.json").read_bytes()) for s in STORIES)
    listed = read_all("a.json", number=4, data=json.dumps([north, {"uri": "p", "type": "picture"}, coast]).encode())
    assert [(a.id, a.path) for a in listed] == [("a4", "a.json#1"), ("a5", "a.json#2")]
    holder = {"uri": "x", "type": "composite", "associations": {"a": north, "b": coast}}
    assert len(read_all("a.json", data=json.dumps(holder).encode())) == 2


def test_a_nitf_body():
    nitf = (FIXTURES / "north.nitf.xml").read_text(encoding="utf-8").split("\n", 2)[2]
    item = {
        "uri": "x",
        "headlines": [{"value": load("north.txt")[0].headline}],
        "bodies": [{"contentType": "application/nitf+xml", "value": nitf}],
    }
    (found,) = read_all("a.json", data=json.dumps(item).encode())
    assert statements(found) == as_text("north")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"uri": "x", "type": "picture", "headline": "Smoke", "pubstatus": "usable"}, "holds no text"),
        ({"uri": "x", "type": "text", "headlines": [], "bodies": 5}, "holds no words"),
        ({"name": "settings"}, "no news format"),
        ([{"uri": "x", "headline": "One", "pubstatus": "usable"}] * 10_000, "10000 articles"),
    ],
)
def test_what_is_no_text_is_refused(item, reason):
    with pytest.raises(InputError, match=reason):
        read_all("a.json", data=json.dumps(item).encode())


@pytest.mark.parametrize("open_, close", [("[", "]"), ('{"a":', "}")])
def test_deep_nesting_is_refused(open_, close):
    with pytest.raises(InputError, match=r"deeply|news format|JSON"):
        read_all("a.json", data=(open_ * 100_000 + "1" + close * 100_000).encode())


@quick
@given(st.data(), st.sampled_from([f"{s}.ninjs{n}.json" for s in STORIES for n in (1, 2, 3)]))
def test_nothing_but_input_errors(data, name):
    only_input_errors(name, data.draw(mutated((FIXTURES / name).read_bytes())))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["role", "value", "name", "type", "contentType"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@quick
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "headlines",
                "bodies",
                "body_text",
                "descriptions",
                "by",
                "associations",
                "infoSources",
                "signals",
                "type",
                "versionCreated",
            ]
        ),
        VALUES,
    )
)
def test_any_type_anywhere(item):
    only_input_errors("a.json", json.dumps({"uri": "x", "pubStatus": "usable", "headline": "Mine", **item}).encode())


def test_a_nitf_body_with_the_entities_of_html_is_read():
    body = "<body><body.content><p>The caf&eacute; in Velm burned on Friday, the mayor said.</p></body.content></body>"
    item = {"uri": "x", "type": "text", "versionCreated": "2031-05-09T10:00:00Z", "headline": "Fire",
            "bodies": [{"contentType": "application/nitf+xml", "value": body}]}  # fmt: skip
    found = read("x.json", id="a1", data=json.dumps(item).encode())
    assert "The café in Velm burned on Friday" in found.text


@pytest.mark.parametrize("key", ["embargoed", "embargoedUntil"])
def test_an_embargo_is_kept_under_the_names_of_all_versions(key):
    item = {"uri": "x", "type": "text", "headline": "Fire", "body_text": "A fire broke out in Velm on Friday night.",
            key: "2031-05-09T20:00:00Z"}  # fmt: skip
    found = read("x.json", id="a1", data=json.dumps(item).encode())
    assert dict(found.metadata)["embargo"] == "2031-05-09T20:00:00Z"
