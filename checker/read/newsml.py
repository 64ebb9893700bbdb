"""NewsML-G2: a news item, or a message or package with several; the body is inline XHTML, NITF or plain text."""

from __future__ import annotations

from typing import Any

from checker.errors import InputError
from checker.read import nitf, wire
from checker.read.drafts import Draft
from checker.read.markup import below, children, first, paragraphs, parse, words
from checker.read.wire import Entry

_TEXT = ("text", "composite", "")


def drafts(data: bytes, path: str, encoding: str | None) -> list[Entry]:
    """Read the text items; pictures, videos and planning that stand beside them in a package are no articles."""
    root = parse(data, path, encoding)
    items = list(below(root, "newsItem"))
    wire.limited(len(items), path)
    texts = [i for i in items if _class(i) in _TEXT and (_body(i) is not None or len(items) == 1)]
    if not texts:
        raise InputError("holds no text item", path=path, hint="give a news item whose text is inline")
    found: list[Entry] = []
    for item in texts:
        if (body := _body(item)) is None:
            found.append(InputError("holds no inline text", path=path, hint="give a news item whose text is inline"))
        else:
            found.append(_draft(item, body))
    return found


def _draft(item: Any, body: Any) -> Draft:
    about, content = first(item, "itemMeta"), first(item, "contentMeta")
    inner = next(below(body, "nitf"), None)
    note = _text(about, "edNote")
    headline = _text(content, "headline") or _text(about, "title")
    if inner is not None:
        headline = headline or nitf.headline(inner)
        story = nitf.story(inner)
    else:
        page = next(below(body, "body"), body)
        # inline data is plain text: its line breaks are its own
        story = paragraphs(page) if len(body) else [body.text or ""]
        headline = (
            headline or next((words(h) for h in below(page, "h1")), "") or _text_of(next(below(body, "title"), None))
        )
    return wire.draft(
        headline,
        story,
        source=_name(about, "provider") or _name(content, "infoSource") or _name(content, "creator"),
        published=wire.day(
            _text(content, "contentCreated"), _text(about, "firstCreated"), _text(about, "versionCreated")
        ),
        notes=(note, *(_signal(s) for s in children(about, "signal"))) if about is not None else (note,),
        byline=_text(content, "by") or (nitf.byline(inner) if inner is not None else "") or _name(content, "creator"),
        slug=_text(content, "slugline"),
        version=item.get("version") or "",
        urgency=_text(content, "urgency"),
        embargo=_text(about, "embargoed"),
        pubstatus=_code(first(about, "pubStatus")) if about is not None else "",
        note=note,
        located=_name(content, "located"),
        guid=item.get("guid") or "",
        versioncreated=_text(about, "versionCreated"),
    )


def _body(item: Any) -> Any | None:
    """Return the element that holds the inline text."""
    content = first(item, "contentSet")
    if content is None:
        return None
    held = children(content, "inlineXML", "inlineData")
    for wanted in ("inlineXML", "inlineData"):
        for element in held:
            kind = (element.get("contenttype") or "").lower()
            if element.tag.endswith(wanted) and not kind.startswith(("image/", "video/", "audio/")):
                return element
    return None


def _class(item: Any) -> str:
    meta = first(item, "itemMeta")
    return _code(first(meta, "itemClass")) if meta is not None else ""


def _code(element: Any | None) -> str:
    """Return the last part of a code: ``text`` of ``ninat:text`` or of ``http://cv.iptc.org/newscodes/ninature/text``."""
    if element is None:
        return ""
    value = element.get("qcode") or element.get("uri") or ""
    return value.replace("/", ":").rpartition(":")[2] or words(element)


def _signal(element: Any) -> str:
    code = _code(element).lower()
    known = {"correction": "CORRECTED", "corrected": "CORRECTED", "kill": "KILL", "withdraw": "KILL"}
    return known.get(code, code.upper())


def _name(parent: Any | None, tag: str) -> str:
    element = first(parent, tag) if parent is not None else None
    if element is None:
        return ""
    named = first(element, "name")
    code = (element.get("qcode") or "").rpartition(":")[2]
    return (words(named) if named is not None else "") or element.get("literal") or code


def _text(parent: Any | None, tag: str) -> str:
    return _text_of(first(parent, tag)) if parent is not None else ""


def _text_of(element: Any | None) -> str:
    return words(element) if element is not None else ""
