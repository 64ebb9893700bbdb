"""Phrase lists -> the places of their phrases in a text.

The lists are data written for people (``words/negation.toml``): ``a/b`` stands for either word, ``*`` at the end of a
word for any ending, ``...`` for up to three words, ``%`` for a figure, ``{be}`` and ``{have}`` for their forms. The
phrases of ``[exceptions]`` hide what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from checker.facts.words import load
from checker.model import Span

__all__ = ["find"]

_FORMS = {"{be}": "is are was were be been being am 's 're", "{have}": "has have had having 've"}
_GAP = r"(?:[^\s.;:!?]{1,24}\s){0,3}?"
_TOKEN = re.compile(r"\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d)\b|\w+")


def find(name: str, text: str) -> Iterator[tuple[str, Span]]:
    """Yield class and place of every phrase of the list ``name``, longest first at each word, none inside another."""
    index = _index(name)
    end = 0
    for start, word in _tokens(text):
        if start < end or word not in index:
            continue
        for pattern, kind in index[word]:
            if match := pattern.match(text, start):
                end = match.end()
                if kind != "exceptions":
                    yield kind, Span(start, end)
                break


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((m.start(), m.group().lower().replace("’", "'")) for m in _TOKEN.finditer(text))


@cache
def _index(name: str) -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Return the phrases by the word they open with, so that a text costs one look-up a word."""
    rows = [(phrase, kind) for kind, row in load(name).items() for phrase in row["phrases"]]
    rows.sort(key=lambda r: (r[1] != "exceptions", -len(r[0].split()), -len(r[0])))
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for phrase, kind in rows:
        first, *rest = phrase.split()
        for word in _FORMS.get(first, first.replace("/", " ")).split():
            words = r"\s".join(_word(w) for w in (word, *rest)).replace(_GAP + r"\s", _GAP)
            found.setdefault(word, []).append((re.compile(words + r"(?!\w)", re.I), kind))
    return found


def _word(word: str) -> str:
    if word == "...":
        return _GAP
    if word == "%":
        return r"\d[\d.,]{0,12}"
    options = [re.escape(w).replace("'", "['’]") for w in _FORMS.get(word, word.replace("/", " ")).split()]
    options = [w.replace(r"\*", r"\w{0,8}") for w in options]
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
