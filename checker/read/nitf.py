"""NITF: ``body.head`` gives headline, byline and dateline, ``body.content`` the paragraphs; a bare DOCTYPE is usual."""

from __future__ import annotations

from typing import Any

from checker.read import wire
from checker.read.drafts import Draft
from checker.read.markup import BLOCKS, SKIPPED, below, first, paragraphs, parse, words
from checker.read.wire import Entry

_BLOCKS = BLOCKS | {"block", "bq", "hl2", "fn", "datasource", "credit", "body.content", "nitf-table"}
_SKIPPED = SKIPPED | {"media", "note", "hedline", "nitf-table-metadata", "copyrite", "virtloc.hidden", "nitf-col"}


def drafts(data: bytes, path: str, encoding: str | None) -> list[Entry]:
    """Read one NITF document."""
    return [draft(parse(data, path, encoding))]


def draft(root: Any) -> Draft:
    """Read an ``nitf`` element, of its own or inside a NewsML-G2 item."""
    doc = next(below(root, "docdata"), None)
    note = _attribute(doc, "ed-msg", "info")
    return wire.draft(
        headline(root),
        story(root),
        source=_source(root, doc),
        published=wire.day(*_dates(root, doc)),
        notes=(note, _attribute(doc, "correction", "info"), _attribute(doc, "series", "series.name")),
        byline=byline(root),
        slug=_attribute(doc, "du-key", "key"),
        version=_attribute(doc, "du-key", "version"),
        urgency=_attribute(doc, "urgency", "ed-urg"),
        embargo=_attribute(doc, "date.release", "norm") if _status(doc) == "embargoed" else "",
        pubstatus=_status(doc),
        note=note,
        guid=_attribute(doc, "doc-id", "id-string"),
    )


def headline(root: Any) -> str:
    """Return the headline, or the document's title."""
    for names in (("hl1",), ("hedline",), ("title",)):
        found = next(below(root, *names), None)
        if found is not None and (said := words(found)):
            return said
    return ""


def byline(root: Any) -> str:
    """Return who is named over the story."""
    found = next(below(root, "byline"), None)
    return words(found) if found is not None else ""


def story(root: Any) -> list[str]:
    """Return the paragraphs, the first with the dateline that NITF keeps apart from it."""
    content = next(below(root, "body.content"), None)
    if content is None:
        content = next(below(root, "body"), root)
    found = paragraphs(content, _BLOCKS, _SKIPPED | {"body.head", "body.end"})
    head = next(below(root, "body.head"), None)
    line = first(head, "dateline") if head is not None else None
    place = words(line).rstrip(" -–—") if line is not None else ""
    if place and found and not found[0].casefold().startswith(place.split(",")[0].casefold()):
        found[0] = f"{place} - {found[0]}"
    return found


def _dates(root: Any, doc: Any) -> list[str]:
    found = [_attribute(doc, name, "norm") for name in ("date.issue", "date.release")]
    found += [n.get("date.publication") or "" for n in below(root, "pubdata")]
    return found + [n.get("norm") or "" for n in below(root, "story.date")]


def _source(root: Any, doc: Any) -> str:
    distributor = next(below(root, "distributor"), None)
    if distributor is not None and (said := words(distributor)):
        return said
    return next((n.get("name") or "" for n in below(root, "pubdata")), "") or _attribute(doc, "doc.copyright", "holder")


def _status(doc: Any) -> str:
    return (doc.get("management-status") or "") if doc is not None else ""


def _attribute(doc: Any, name: str, attribute: str) -> str:
    if doc is None:
        return ""
    return next((n.get(attribute) or "" for n in below(doc, name)), "")
