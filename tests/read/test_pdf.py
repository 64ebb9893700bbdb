import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.model import Kind
from checker.read import read_all
from tests.read.wire_formats import load, mutated, only_input_errors, pdf, quick, statements

LINES = [
    "Bridge closes for repairs in Harwick",
    "",
    "The council of Harwick voted on Tuesday to close the old bridge, and the mayor said that it would open again.",
    "",
    "The works will cost $2 million.",
]


def test_without_the_extra_it_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(InputError, match=r"crosswire\[pdf\]"):
        read_all("a.pdf", data=pdf(LINES))


def test_the_text_layer_is_read():
    pytest.importorskip("pypdfium2", exc_type=ImportError)
    (found,) = read_all("-", data=pdf(LINES))
    assert statements(found)[0] == (Kind.HEADLINE, LINES[0])
    assert [t for _, t in statements(found)[1:]] == [LINES[2], LINES[4]]


@pytest.mark.parametrize(("data", "reason"), [(b"%PDF-1.4 nothing", "broken"), (b"", "broken"), (pdf([]), "no text")])
def test_broken_and_empty_documents_are_refused(data, reason):
    pytest.importorskip("pypdfium2", exc_type=ImportError)
    with pytest.raises(InputError, match=reason):
        read_all("a.pdf", data=data)


@quick
@given(st.data())
def test_nothing_but_input_errors(data):
    pytest.importorskip("pypdfium2", exc_type=ImportError)
    only_input_errors("a.pdf", data.draw(mutated(pdf(LINES))))


def test_a_text_about_pdf_is_text():
    assert load("north.txt")[0].headline
