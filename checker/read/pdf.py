"""PDF (extra ``[pdf]``): the text line by line as laid out; its paragraphs are found later, as in plain text."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from checker.errors import InputError
from checker.read import wire
from checker.read.wire import Entry

MAX_PAGES = 60
"""Pages of one article; more is a report or a whole newspaper."""
MAX_CHARACTERS = 1_000_000

_SAVE = "save the article as plain text"
_BROKEN_WORD = re.compile("[\ufffe\u00ad]\n?")  # what pdfium writes for a hyphen at the end of a line


def drafts(data: bytes, path: str, encoding: str | None) -> list[Entry]:
    """Read the text layer; a scan has none, and is refused."""
    try:
        pdfium: Any = import_module("pypdfium2")
    except ImportError:
        raise InputError(
            "is a PDF, and what reads these is not installed", path=path, hint='install "crosswire[pdf]"'
        ) from None
    try:
        document = pdfium.PdfDocument(data)
    except (pdfium.PdfiumError, ValueError, TypeError) as error:
        reason = "is protected by a password" if "password" in str(error).lower() else "is a broken PDF"
        raise InputError(reason, path=path, hint=_SAVE) from None
    try:
        return [_draft(document, path)]
    except (pdfium.PdfiumError, ValueError, TypeError, OverflowError) as error:
        raise InputError(f"is a broken PDF ({type(error).__name__})", path=path, hint=_SAVE) from None
    finally:
        document.close()


def _draft(document: Any, path: str) -> Any:
    if len(document) > MAX_PAGES:
        raise InputError(f"has {len(document)} pages, more than {MAX_PAGES}", path=path, hint="give one article a file")
    pages: list[str] = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        if text.count_chars() + sum(map(len, pages)) > MAX_CHARACTERS:
            raise InputError("holds more text than an article has", path=path, hint="give one article a file")
        pages.append(wire.clean(_BROKEN_WORD.sub("", text.get_text_range().replace("\r\n", "\n"))))
    if not any(c.isalnum() for page in pages for c in page):
        raise InputError("holds no text (perhaps a scan)", path=path, hint=_SAVE)
    told = document.get_metadata_dict(skip_empty=True)
    return wire.draft(
        "",
        ["\n".join(p for p in pages if p)],
        byline=str(told.get("Author", "")),
        created=str(told.get("CreationDate", "")),
        title=str(told.get("Title", "")),
    )
