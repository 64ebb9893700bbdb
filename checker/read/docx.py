"""Word documents: the paragraphs of ``word/document.xml``, unpacked under limits."""

from __future__ import annotations

import io
from typing import Any

from checker.errors import InputError
from checker.read import wire
from checker.read.markup import MAX_MARKUP, below, first, name, paragraphs, parse, words
from checker.read.wire import Entry

MAX_PARTS = 2_000
"""Files inside the archive; a report has a few dozen."""

_BLOCKS = frozenset({"p", "tbl", "tr"})
_SKIPPED = frozenset(
    {"ppr", "rpr", "sectpr", "tblpr", "instrtext", "deltext", "del", "movefrom", "fallback", "pict", "drawing"}
)
"""In lower case, as names are compared; deleted and moved text of tracked changes is among it."""
_SAVE = "save the article as plain text"
_TITLES = ("title", "heading1", "headline")


def drafts(data: bytes, path: str, encoding: str | None) -> list[Entry]:
    """Read one document: its title, or a first paragraph in a heading style, is the headline."""
    parts = _unpack(data, path)
    root = parse(parts["word/document.xml"], path)
    body = first(root, "body")
    if body is None:
        raise InputError("is a Word document without a body", path=path, hint="save the article as plain text")
    story = paragraphs(body, _BLOCKS, _SKIPPED)
    headline = ""
    opening = next((p for p in below(body, "p") if paragraphs(p, _BLOCKS, _SKIPPED)), None)
    if opening is not None and _style(opening) in _TITLES:
        headline = " ".join(paragraphs(opening, _BLOCKS, _SKIPPED))
    core = parse(parts["docProps/core.xml"], path) if "docProps/core.xml" in parts else None
    told = {name(e): words(e) for e in core} if core is not None else {}
    return [
        wire.draft(
            headline,
            story,
            byline=told.get("creator", ""),
            version=told.get("revision", ""),
            created=told.get("created", ""),
        )
    ]


def _unpack(data: bytes, path: str) -> dict[str, bytes]:
    import zipfile  # noqa: PLC0415  (seldom needed)
    import zlib  # noqa: PLC0415

    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = set(archive.namelist())
            if len(archive.infolist()) > MAX_PARTS:
                raise InputError(f"is an archive with more than {MAX_PARTS} files", path=path, hint=_SAVE)
            if "word/document.xml" not in held:
                raise InputError("is an archive, and no Word document", path=path, hint=_SAVE)
            for part in ("word/document.xml", "docProps/core.xml"):
                if part in held:
                    with archive.open(part) as file:
                        # what the archive says of its size may be a lie: no more than the limit is unpacked
                        found[part] = file.read(MAX_MARKUP + 1)
                    if len(found[part]) > MAX_MARKUP:
                        size = f"{MAX_MARKUP // 1_000_000} MB"
                        raise InputError(f"unpacks to more than {size} of text", path=path, hint=_SAVE)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise InputError("is protected by a password", path=path, hint=_SAVE) from None
        raise InputError("is a broken Word document", path=path, hint=_SAVE) from None
    except (LookupError, zipfile.LargeZipFile, AttributeError, TypeError, MemoryError) as error:
        raise InputError(f"is a broken Word document ({type(error).__name__})", path=path, hint=_SAVE) from None
    return found


def _style(paragraph: Any) -> str:
    style = first(paragraph, "pPr", "pStyle")
    value = "" if style is None else next((v for k, v in style.attrib.items() if k.endswith("val")), "")
    return str(value).lower().replace(" ", "")
