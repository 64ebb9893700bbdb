"""Bytes -> which format they are in, told by the content; the suffix only settles what the content leaves open."""

from __future__ import annotations

import codecs
import re

from checker.errors import InputError
from checker.read import wire
from checker.read.encodings import decode
from checker.read.jsonlines import is_article
from checker.read.markup import name, parse
from checker.read.ninjs import is_ninjs

HEAD = 4_096
"""Bytes that are looked at first."""

ROOTS = {
    "newsItem": "newsml",
    "newsMessage": "newsml",
    "packageItem": "newsml",
    "nitf": "nitf",
    "rss": "feed",
    "RDF": "feed",
    "feed": "feed",
    "entry": "feed",
    "html": "html",
}
"""The root element of an XML document -> its format."""

_XML = re.compile(
    r"<\?xml\b|<(?:[\w-]+:)?(?:newsItem|newsMessage|packageItem|nitf|rss|feed|RDF|entry)\b|<!DOCTYPE (?!html)"
)
_HTML = re.compile(r"<!doctype\s+html\b|<html\b", re.I)
_JSON = re.compile(r'\{\s*["}]|\[\s*[{\]]')
_NEWS_JSON = re.compile(
    r'"(?:version[cC]reated|pub[sS]tatus|bodies|headlines|body_\w{1,20}|headline_\w{1,20})"\s*:|jsonfeed\.org/version'
    r'|\A[\[\s]*\{[^{}]{0,2000}"text"\s*:\s*"'
)


def sniff(data: bytes, suffix: str, path: str, encoding: str | None = None) -> str | None:
    """Return the format's name in the table ``FORMATS``; ``None`` for plain text.

    Raises ``InputError`` for XML and JSON that is malformed, not safe to read, or in no news format that is known.
    """
    if b"%PDF-" in data[:1024] or suffix == ".pdf":
        return "pdf"
    if suffix == ".docx" or (data.startswith(b"PK\x03\x04") and b"word/" in data):
        return "docx"
    head = _head(data)
    if suffix in (".html", ".htm") or _HTML.match(head):
        return "html"
    if _XML.match(head) or suffix in (".xml", ".rss", ".atom", ".nitf", ".newsml"):
        root = name(parse(data, path, encoding))
        if root in ROOTS:
            return ROOTS[root]
        raise InputError(f"is XML, but no news format that is known ({root[:40]})", path=path, hint=_KNOWN)
    if suffix in (".jsonl", ".ndjson"):
        return "jsonlines"
    if _JSON.match(head) or suffix == ".json":
        return _json(decode(data, path, encoding), path)
    return None


def is_news(data: bytes, suffix: str) -> bool:
    """Tell from its first bytes whether a file of a folder is meant: JSON and XML hold much that is no article."""
    head = _head(data)
    if suffix == ".json":
        return _NEWS_JSON.search(head) is not None
    return suffix != ".xml" or any(re.search(rf"<(?:[\w-]+:)?{root}\b", head) for root in ROOTS)


def _json(text: str, path: str) -> str:
    try:
        value = wire.loads(text, path)
    except InputError:
        row = next((r for r in text.split("\n") if r.strip()), "")
        if row == text.strip() or not is_article(_loads_or_none(row, path)):
            raise
        return "jsonlines"
    if isinstance(value, dict) and wire.string(value, "version").startswith("https://jsonfeed.org/"):
        return "jsonfeed"
    leading = next((v for v in value if isinstance(v, dict)), None) if isinstance(value, list) else value
    if is_ninjs(leading):
        return "ninjs"
    if is_article(leading):
        return "jsonlines"
    raise InputError("is JSON, but no news format that is known", path=path, hint=_KNOWN)


def _loads_or_none(text: str, path: str) -> object:
    try:
        return wire.loads(text, path)
    except InputError:
        return None


def _head(data: bytes) -> str:
    head = data[:HEAD]
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").lstrip()
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").lstrip()


_KNOWN = "give ninjs, NewsML-G2, NITF, RSS, Atom, JSON Feed, JSON Lines, HTML, docx, pdf or plain text"
