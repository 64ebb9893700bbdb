"""Text that is safe to show: article text never moves the cursor, colours the screen or turns the reading direction."""

from __future__ import annotations

import textwrap
import unicodedata

# Zero-width joiners shape words in several scripts and are harmless alone.
_HARMLESS = frozenset("\u200c\u200d\u00ad")

_ASCII = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
        "·": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "→": "->",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Return text with every control, escape, bidi and line-breaking character shown as a visible escape.

    A newline and a tab become one blank, as in running text.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


def _shown(char: str) -> str:
    if char in "\n\t\r":
        return " "
    if char.isprintable() or char in _HARMLESS:
        return char
    if unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def ascii_only(text: str) -> str:
    """Return text for a stream that is not UTF-8: quotes and dashes in ASCII, other letters as escapes."""
    return text.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii")


def wrap(text: str, width: int, indent: str = "", hang: str | None = None) -> list[str]:
    """Wrap one paragraph; a word longer than the line is broken rather than let the line run on."""
    hang = indent if hang is None else hang
    return textwrap.wrap(
        text, max(width, 20), initial_indent=indent, subsequent_indent=hang, break_on_hyphens=False
    ) or [indent.rstrip()]


def shorten(text: str, width: int) -> str:
    """Cut text to a width at a word, with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    return f"{flat[: width - 1].rsplit(' ', 1)[0]}…"
