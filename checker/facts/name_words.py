"""The word lists behind names, loaded once, and the folding that makes two spellings comparable."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from checker.facts.words import load

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ŧ": "t", "ħ": "h", "’": "'", "ʼ": "'", "‑": "-"}
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the word without case, accents and full stops: ``Ǿrsted`` becomes ``orsted``."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c) and c != ".").translate(_LETTERS)


@dataclass(frozen=True)
class NameWords:
    """The lists of ``words/titles.toml`` as sets of folded words."""

    roles: frozenset[str]
    modifiers: frozenset[str]
    portfolios: frozenset[str]
    single: frozenset[str]
    single_qualified: frozenset[str]
    courtesy: frozenset[str]
    ranks: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    openers: frozenset[str]
    calendar: frozenset[str]
    particles: frozenset[str]
    directions: frozenset[str]
    synonyms: dict[str, str]
    countries: dict[str, str]
    """Any name of a country, in folded words joined by blanks, to its first name."""
    country_names: frozenset[str]


@cache
def words() -> NameWords:
    """Load the lists; they are part of the package and never change."""
    data = load("titles")
    countries = {other: name for name, others in data["countries"].items() for other in (name, *others)}
    lists = {name: frozenset(value) for name, value in data.items() if isinstance(value, list)}
    return NameWords(
        **lists, synonyms=data["synonyms"], countries=countries, country_names=frozenset(data["countries"])
    )
