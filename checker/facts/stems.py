"""Text -> the stems of its content words, each with its span: light, English, and the same for "-ise" and "-ize".

A stem is a key for comparing words, not a word: "agreed", "agreement" and "agrees" give ``agre``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from checker.facts.words import load
from checker.model import Span

__all__ = ["STOP_WORDS", "base", "content_stems", "stem"]

_WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?|\d+(?:[.,]\d+)*")

_WORDS: dict[str, str] = load("stems")
STOP_WORDS = frozenset(_WORDS["stop"].split())
"""Function words, and the reporting words that say nothing of the event."""

_IRREGULAR: dict[str, str] = dict(pair.split(":") for pair in _WORDS["irregular"].split())

# British spellings and what American papers write.
_SPELLING = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"),
    ("yse", "yze"), ("ysed", "yzed"), ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("ouring", "oring"),
    ("tre", "ter"), ("tres", "ters"), ("ence", "ense"), ("ences", "enses"), ("ogue", "og"), ("ogues", "ogs"),
    ("programme", "program"), ("programmes", "programs"),
)  # fmt: skip
_SPELLING_WORDS: dict[str, str] = dict(pair.split(":") for pair in _WORDS["spelling"].split())

# Longest first. A suffix is cut only where three letters or more are left.
_SUFFIXES = (
    "izations", "ization", "ations", "ation", "ements", "ement", "ments", "ment", "nesses", "ness", "ingly", "edly",
    "ings", "ing", "ions", "ion", "ances", "ance", "ers", "er", "ies", "ied", "ely", "ed", "es", "ly", "s", "e",
)  # fmt: skip
_WHOLE = frozenset(_WORDS["whole"].split())


def base(word: str) -> str:
    """Return the base of an irregular form ("withdrawal" -> "withdraw"), or the word in lower case as it is."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    return _IRREGULAR.get(low, low)


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Return the comparing key of one word, whatever its case."""
    low = base(word)
    if not low.isalpha() or len(low) < 4:
        return low
    low = _SPELLING_WORDS.get(low, low)
    for british, american in _SPELLING:
        if low.endswith(british) and len(low) - len(british) >= 3:
            low = low.removesuffix(british) + american
            break
    return _bare(_IRREGULAR.get(low, low))


def _bare(word: str) -> str:
    singular = word.removesuffix("s")
    if singular in _WHOLE:
        return singular
    for suffix in _SUFFIXES:
        if suffix == "s" and word.endswith(("ss", "us")):
            continue
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word.removesuffix(suffix) + ("y" if suffix in ("ies", "ied") else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] != "s":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word[-1] == "y" and word[-2] not in "aeiou" else word


@lru_cache(maxsize=4096)
def content_stems(text: str) -> tuple[tuple[str, Span], ...]:
    """Return the stems of the content words of ``text`` in order, with spans into ``text``."""
    return tuple(
        (stem(found.group()), Span(found.start(), found.end()))
        for found in _WORD.finditer(text)
        if found.group().lower().replace("’", "'") not in STOP_WORDS
    )
