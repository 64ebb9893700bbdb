import os
import time

import pytest

from checker.errors import InputError
from checker.read import MAX_BYTES, discover, read_all
from checker.read.markup import MAX_MARKUP, fragment, paragraphs, parse
from tests.read.wire_formats import FIXTURES

BOMB = b"<!DOCTYPE nitf [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (c + 1, b"&%c;" % c * 10) for c in range(97, 107)
)
BODY = b"<nitf><body><body.content><p>%s</p></body.content></body></nitf>"


@pytest.mark.parametrize(
    "data",
    [
        BOMB + b"]>" + BODY % b"&k;",
        BOMB + b"]><nitf x='&k;'/>",
        b"<!DOCTYPE nitf [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" + BODY % b"&x;",
        b"<!DOCTYPE nitf [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]>" + BODY % b"&x;",
        b"<!DOCTYPE nitf [<!ENTITY % x SYSTEM 'file:///etc/hostname'> %x;]>" + BODY % b"Word.",
        b"<!DOCTYPE nitf [<!ENTITY harmless 'word'>]>" + BODY % b"&harmless;",
        ("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE nitf [<!ENTITY x 'y'>]>" + (BODY % b"&x;").decode()).encode(
            "utf-16"
        ),
    ],
)
def test_declared_entities_are_refused(data):
    start = time.monotonic()
    with pytest.raises(InputError, match="declares entities"):
        read_all("a.xml", data=data)
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<nitf>" + b"<block>" * 100_000, "deeply|well-formed"),
        (b"<nitf>" + b"<block>" * 5_000 + b"Word." + b"</block>" * 5_000 + b"</nitf>", "deeply"),
        (b"<?xml version='1.0'?>", "well-formed"),
        (b"<?xml version='1.0'?><svg/>", "no news format"),
        (b"<?xml version='1.0' encoding='none-such'?><nitf/>", "well-formed"),
        (b"<?xml version='1.0'?><nitf>\xff</nitf>", "well-formed"),
        (b"<nitf>" + b"x" * 100_000_000, "larger than 5 MB"),
    ],
)
def test_what_is_no_sound_document_is_refused(data, reason):
    start = time.monotonic()
    with pytest.raises(InputError, match=reason):
        read_all("a.xml", data=data)
    assert time.monotonic() - start < 2


def test_the_size_is_capped_before_parsing():
    with pytest.raises(InputError, match="of markup"):
        parse(b"<a>" + b"x" * MAX_MARKUP + b"</a>", "a.xml")
    assert MAX_BYTES < MAX_MARKUP


def test_paragraphs():
    page = (
        "One <b>two</b>&nbsp;three<br>four<br><br>five<p>six<script>7</script> &amp; &lt;8&gt;<ul><li>nine<li>ten</ul>"
    )
    assert paragraphs(fragment(page, "")) == ["One two three four", "five", "six & <8>", "nine", "ten"]


def test_a_deep_page_costs_no_recursion():
    assert paragraphs(fragment("<div>" * 3_000 + "word", "")) is not None


def test_a_folder_gives_articles_and_no_other_json_or_xml(tmp_path):
    for name in ("north.txt", "north.ninjs1.json", "feed.rss.xml", "articles.jsonl", "feed.json"):
        (tmp_path / name).write_bytes((FIXTURES / name).read_bytes())
    (tmp_path / "package.json").write_text('{"name": "settings", "version": "1"}')
    (tmp_path / "pom.xml").write_text("<project/>")
    (tmp_path / "picture.svg").write_text("<svg/>")
    found = [os.path.basename(p) for p in discover([str(tmp_path)])]  # noqa: PTH119
    assert found == ["articles.jsonl", "feed.json", "feed.rss.xml", "north.ninjs1.json", "north.txt"]


def test_a_text_file_is_text_whatever_it_holds():
    for name in ("a.txt", "a.md"):
        data = (FIXTURES / "north.nitf.xml").read_bytes()
        assert read_all(name, data=data)[0].text == data.decode()
