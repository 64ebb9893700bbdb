"""IPTC ninjs 1.x (``body_xhtml``, ``headline``), 2.x (``bodies``, lower case) and 3.x (``bodies``, camel case)."""

from __future__ import annotations

from typing import Any

from checker.errors import InputError
from checker.read import nitf, wire
from checker.read.drafts import Draft
from checker.read.encodings import decode
from checker.read.markup import fragment, paragraphs, parse
from checker.read.wire import Entry, objects, string

_NOT_TEXT = frozenset({"picture", "photo", "graphic", "audio", "video", "animation", "event", "component"})
_NOT_THE_STORY = ("caption", "summary", "abstract", "teaser", "headline", "intro", "byline", "boilerplate")


def is_ninjs(value: Any) -> bool:
    """Tell whether a JSON object is a ninjs item."""
    if not isinstance(value, dict):
        return False
    if any(
        isinstance(s := value.get(key), dict) and string(s, "name").lower() == "ninjs"
        for key in ("$standard", "standard")
    ):
        return True
    keys = {k.lower() for k in value}
    told = any(
        k in ("headlines", "bodies", "headline", "associations") or k.startswith(("body_", "headline_")) for k in keys
    )
    return told and bool(keys & {"uri", "versioncreated", "firstcreated", "pubstatus", "slugline", "bodies"})


def drafts(data: bytes, path: str, encoding: str | None) -> list[Entry]:
    """Read a ninjs item, a list of them, or an item without a body of its own that holds text items."""
    value = wire.loads(decode(data, path, encoding), path)
    items = objects(value) if isinstance(value, list) else [value]
    wire.limited(len(items), path)
    if len(items) == 1 and not _bodies(items[0]) and (parts := _associated(items[0])):
        items = parts
        wire.limited(len(items), path)
    texts = [i for i in items if string(i, "type").lower() not in _NOT_TEXT]
    if not texts:
        kind = string(items[0], "type") if items else ""
        raise InputError(
            f"holds no text (a {wire.line(kind)[:40]})" if kind else "holds no text", path=path, hint="give a text item"
        )
    found: list[Entry] = []
    for item in texts:
        try:
            found.append(_draft(item, path))
        except InputError as error:
            found.append(error)
    return found


def _associated(item: Any) -> list[dict[str, Any]]:
    held = item.get("associations") if isinstance(item, dict) else None
    parts = list(held.values()) if isinstance(held, dict) else held
    return [p for p in objects(parts) if _bodies(p)]


def _draft(item: dict[str, Any], path: str) -> Draft:
    both = {key.lower(): value for key, value in item.items()}
    story = _story(item, path)
    note = string(both, "ednote")
    headline = _headline(both)
    return wire.draft(
        headline,
        story,
        source=_source(both),
        published=wire.day(*(string(both, k) for k in ("contentcreated", "firstcreated", "versioncreated"))),
        notes=(note, *(string(s, "name", "literal") for s in objects(both.get("signals")))),
        byline=string(both, "byline", "by"),
        slug=string(both, "slugline", "slug"),
        version=string(both, "version"),
        urgency=string(both, "urgency"),
        embargo=string(both, "embargoed", "embargoeduntil"),
        pubstatus=string(both, "pubstatus"),
        note=note,
        located=string(both, "located"),
        guid=string(both, "uri"),
        versioncreated=string(both, "versioncreated"),
    )


def _headline(item: dict[str, Any]) -> str:
    listed = objects(item.get("headlines"))
    listed.sort(key=lambda h: string(h, "role").lower() != "main")
    found = next((h for h in (string(h, "value") for h in listed) if h), "")
    found = found or string(item, "headline_main", "headline", *sorted(k for k in item if k.startswith("headline_")))
    found = found or string(item, "title")
    return " ".join(paragraphs(fragment(found, ""))) if wire.marked_up(found) else found


def _source(item: dict[str, Any]) -> str:
    named = objects(item.get("infosources")) + objects([item.get("provider"), item.get("organisation")])
    return next((s for s in (string(n, "name", "literal") for n in named) if s), "") or string(
        item, "provider", "source", "copyrightholder"
    )


def _bodies(item: Any) -> list[tuple[str, str, str]]:
    """Return the bodies as (role, content type, value), those with markup first: they show the paragraphs."""
    if not isinstance(item, dict):
        return []
    found = [
        (string(b, "role").lower(), string(b, "contenttype", "contentType").lower(), string(b, "value"))
        for b in objects(item.get("bodies"))
    ]
    for key in sorted(item):
        if key.lower().startswith("body") and isinstance(item[key], str):
            found.append((key.lower().removeprefix("body").strip("_"), "", item[key]))
    found = [b for b in found if b[2].strip() and not any(w in b[0] for w in _NOT_THE_STORY)]
    return sorted(found, key=lambda b: (not _is_nitf(b), not wire.marked_up(b[2]), b[0] != "main"))


def _is_nitf(body: tuple[str, str, str]) -> bool:
    return "nitf" in body[0] or "nitf" in body[1]


def _story(item: dict[str, Any], path: str) -> list[str]:
    for body in _bodies(item):
        if _is_nitf(body):
            try:
                return nitf.story(parse(body[2].encode("utf-8", "replace"), path, "utf-8"))
            except InputError:
                # Agencies write "&auml;" and the like there, which XML does not know and HTML does.
                return paragraphs(fragment(body[2], path))
        return paragraphs(fragment(body[2], path)) if wire.marked_up(body[2]) else [body[2]]
    texts = [string(d, "value") for d in objects(item.get("descriptions"))]
    texts += [item[k] for k in sorted(item) if k.startswith("description") and isinstance(item[k], str)]
    text = max(texts, key=len, default="")
    return paragraphs(fragment(text, path)) if wire.marked_up(text) else [text]
