"""Bytes -> text: a byte order mark first, then UTF-8, then a guess; never an invented character."""

from __future__ import annotations

import codecs

from checker.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# UTF-32 LE begins with the UTF-16 LE mark, so it is asked first.

_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_MOST_CONTROL = 0.02
"""Text has next to no control characters; images and archives have about one in ten bytes."""


def decode(data: bytes, path: str, encoding: str | None = None) -> str:
    """Return the text of the bytes without a byte order mark, newlines as they are.

    Raises ``InputError`` where the bytes are no text, or not in the encoding that was named.
    """
    if encoding is not None:
        return _named(data, path, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _text(_named(data[len(mark) :], path, name), path)
    if b"\0" in data:
        wide = _wide(data)
        if wide is None:
            raise _binary(path)
        return _text(wide, path)
    try:
        return _text(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        return _text(_guess(data, path), path)


def _named(data: bytes, path: str, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise InputError(
            f"cannot be read as {encoding}: no such encoding", path=path, hint="try --encoding utf-8"
        ) from None
    except UnicodeError as error:
        where = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        raise InputError(
            f"is not valid {encoding}{where}", path=path, hint="name its encoding with --encoding, or save it as UTF-8"
        ) from None


def _wide(data: bytes) -> str | None:
    """Decode UTF-16 without a mark: in English text every second byte is zero."""
    if len(data) % 2:
        return None
    half = len(data) // 2
    for name, zeros in (("utf-16-le", data[1::2].count(0)), ("utf-16-be", data[0::2].count(0))):
        if zeros > 0.7 * half:
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                return None
    return None


_WESTERN = frozenset("àáâäåæçèéêëìíîïñòóôöøùúûüýÿßÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜÝ‘’“”–—…•€£°«»½¼¾ãõ\xa0")


def _western(data: bytes) -> str | None:
    """Decode as Windows-1252, which nearly every English file is that is not UTF-8; ``None`` where it reads oddly."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [c for c in text if ord(c) > 126]
    fit = sum(c in _WESTERN for c in high)
    # A text in Cyrillic or Greek is nearly all high letters; an English one has a few.
    return text if fit >= 0.9 * len(high) and len(high) <= 0.1 * len(text) else None


def _guess(data: bytes, path: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, seldom needed)

    if (western := _western(data)) is not None:
        return western
    best = from_bytes(data[:200_000], cp_isolation=["cp1252", "latin_1", "mac_roman", "cp1250", "cp1251"]).best()
    name = best.encoding if best is not None else None
    if name is None:
        raise _binary(path)
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise InputError(
            "is in no encoding that is known", path=path, hint="name it with --encoding, or save the file as UTF-8"
        ) from None


def _text(text: str, path: str) -> str:
    control = sum(1 for c in text if ord(c) in _CONTROL)
    if "\0" in text or control > max(2, _MOST_CONTROL * len(text)):
        raise _binary(path)
    return text


def _binary(path: str) -> InputError:
    return InputError("is no text (a binary file)", path=path, hint="save the article as plain text or Markdown")
