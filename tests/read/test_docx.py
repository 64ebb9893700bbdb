import io
import struct
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.read import read_all
from tests.read.wire_formats import STORIES, as_text, docx, mutated, only_input_errors, paragraphs, quick, statements

CORE = '<c:p xmlns:c="c" xmlns:d="d"><d:creator>Ada Lindqvist</d:creator><c:revision>3</c:revision></c:p>'


@pytest.mark.parametrize("name", ["a.docx", "-"])
@pytest.mark.parametrize("story", STORIES)
def test_a_document_gives_the_statements_of_the_text(story, name):
    (found,) = read_all(name, data=docx(paragraphs(story), core=CORE))
    assert statements(found) == as_text(story)
    assert found.headline == paragraphs(story)[0]
    assert dict(found.metadata)["byline"] == "Ada Lindqvist"
    assert statements(read_all(name, data=docx(paragraphs(story), title=False))[0]) == as_text(story)


def _archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04word/", "broken"),
        (b"no archive", "broken"),
        (docx(["One.", "Two."])[:-30], "broken"),
        (_archive([("a.txt", "x")]), "no Word document"),
        (_archive([("word/document.xml", "<a/>")]), "without a body"),
        (_archive([("word/document.xml", b" " * 200_000_000)]), "unpacks to more than 10 MB"),
        (_archive([("word/document.xml", "<a/>"), *((f"{n}", "") for n in range(2_001))]), "more than 2000 files"),
        (_archive([("word/document.xml", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>")]), "declares entities"),
    ],
)
def test_broken_and_hostile_documents_are_refused(data, reason):
    start = time.monotonic()
    with pytest.raises(InputError, match=reason):
        read_all("a.docx", data=data)
    assert time.monotonic() - start < 3


def test_a_size_that_lies():
    data = bytearray(_archive([("word/document.xml", b" " * 50_000_000)]))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    with pytest.raises(InputError):
        read_all("a.docx", data=bytes(data))


@quick
@given(st.data())
def test_nothing_but_input_errors(data):
    only_input_errors("a.docx", data.draw(mutated(docx(paragraphs("north"), core=CORE))))
