from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.read import read, read_all
from tests.read.wire_formats import FIXTURES, STORIES, as_text, load, mutated, only_input_errors, quick, statements

NAMES = [f"{s}.newsml{v}.xml" for s in STORIES for v in ("", "-nitf")]


@pytest.mark.parametrize("name", NAMES)
def test_inline_xhtml_and_nitf_give_the_statements_of_the_text(name):
    (found,) = load(name)
    assert statements(found) == as_text(name.split(".", 1)[0])
    assert (found.published, found.published_from) == (date(2031, 5, 9), "metadata")
    told = dict(found.metadata)
    assert (told["version"], told["urgency"], told["pubstatus"]) == ("2", "3", "usable")
    assert told["embargo"] == "2031-05-09T20:00:00+02:00"
    assert told["byline"].startswith("By ")


def test_a_correction_is_told():
    assert dict(load("north.newsml.xml")[0].metadata)["status"] == "CORRECTED"


def test_a_package_gives_its_text_items_and_no_picture():
    skipped = []
    found = load("package.newsml.xml", number=2, skipped=skipped)
    assert [(a.id, a.path) for a in found] == [("a2", "package.newsml.xml#1"), ("a3", "package.newsml.xml#2")]
    assert [statements(a) for a in found] == [as_text(s) for s in STORIES]
    assert not skipped


def test_read_wants_one_article():
    with pytest.raises(InputError, match="holds 2 articles"):
        read("p.xml", id="a1", data=(FIXTURES / "package.newsml.xml").read_bytes())


def test_plain_inline_data():
    data = b"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x" version="1"><contentMeta><headline>Bridge
    closes</headline></contentMeta><contentSet><inlineData contenttype="text/plain">The bridge closed on Monday.

The mayor said so.</inlineData></contentSet></newsItem>"""
    assert read_all("x.xml", data=data)[0].text == "Bridge closes\n\nThe bridge closed on Monday.\n\nThe mayor said so."


def test_an_item_without_text_is_refused():
    data = b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><itemClass qcode="ninat:video"/></itemMeta></newsItem>'
    with pytest.raises(InputError, match="no text item"):
        read_all("x.xml", data=data)


@quick
@given(st.data(), st.sampled_from([*NAMES, "package.newsml.xml"]))
def test_nothing_but_input_errors(data, name):
    only_input_errors(name, data.draw(mutated((FIXTURES / name).read_bytes())))


@pytest.mark.parametrize("name", [n for n in NAMES if not n.startswith("package")])
def test_iptcs_own_package_reads_the_same(name):
    """The library of the standard's makers is the oracle for what stands in which element."""
    # newsmlg2 1.0 also installs a package named "tests", which hides ours: it is run by hand, from another folder.
    oracle = pytest.importorskip("NewsMLG2")
    item = oracle.NewsMLG2Document(filename=str(FIXTURES / name)).get_item()
    (article,) = load(name)
    told = dict(article.metadata)
    assert told["guid"] == item.guid
    assert told.get("version") == item.version
    assert told["versioncreated"] == str(item.itemmeta.versioncreated)
    assert article.headline == str(item.contentmeta.headline)
    assert told["slug"] == str(item.contentmeta.slugline)
    assert article.published.isoformat() == str(item.contentmeta.contentcreated)[:10]
