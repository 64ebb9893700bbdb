"""When two names are forms of one: surname and full name, acronym and full name, spellings, governments by capital."""

from __future__ import annotations

from rapidfuzz import fuzz

from checker.facts.name_words import fold, words
from checker.model import Name

SPELLING = 90.0
"""Least likeness (rapidfuzz ratio, 0..100) of two spellings of a whole name."""
FIRST_NAME = 65.0
"""Least likeness of first names where the surname is the same: Yusuf and Youssef are 67, Maria and Marek 60."""


def initials(key: tuple[str, ...]) -> str:
    """Return the first letters of a key."""
    return "".join(word[0] for word in key if word)


def plain(name: Name) -> tuple[str, ...]:
    """Return the key with synonyms and the names of countries brought to one form."""
    whole = words().countries.get(" ".join(name.key))
    return tuple(whole.split()) if whole else tuple(words().synonyms.get(w, w) for w in name.key)


def same(left: Name, right: Name) -> bool:
    """Tell whether two names may be forms of one; in doubt they are taken for one."""
    a, b = plain(left), plain(right)
    if not a or not b:
        return False
    if a == b or sorted(a) == sorted(b):
        return True
    shorter, longer = sorted((left.key, right.key), key=len)
    if len(shorter) == 1 and len(longer) > 1 and initials(longer) == shorter[0]:
        return True
    if (set(a) ^ set(b)) & words().directions:
        return False
    short, long = sorted((a, b), key=len)
    # "Ministry" alone is a part of every ministry and the same as none.
    if all(w in words().bodies or w in words().portfolios or w in words().places for w in short):
        return False
    if ("place" not in (left.kind, right.kind) or left.kind == right.kind) and _is_part(short, long):
        return True
    if _spelt_alike(a, b):
        return True
    return "body" not in (left.kind, right.kind) and _same_person(a, b)


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether the shorter name is the longer cut: a surname, a body without its place."""
    return set(short) <= set(long)


def _spelt_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    one, two = "".join(a), "".join(b)
    return (
        min(len(one), len(two)) > 4
        and len(a) == len(b)
        and fuzz.ratio(one, two) >= SPELLING
        and all(fuzz.ratio(x, y) > 60 for x, y in zip(a, b, strict=True))
    )


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether surnames agree and first names may: D. Hrubec and Danica Hrubec, Enkhzul Damdin and D. Enkhzul."""
    if len(a) < 2 or len(b) < 2:
        single, other = (a, b) if len(a) == 1 else (b, a)
        return len(single) == 1 and len(single[0]) > 3 and any(fuzz.ratio(single[0], w) >= SPELLING for w in other)
    if fuzz.ratio(a[-1], b[-1]) >= 85:
        x, y = a[0], b[0]
        return (
            x[0] == y[0]
            if 1 in (len(x), len(y))
            else fuzz.ratio(x, y) >= FIRST_NAME or set(a) <= set(b) or set(b) <= set(a)
        )
    shorter, longer = (a, b) if len(a[0]) == 1 else (b, a)
    return (
        len(shorter[0]) == 1 and shorter[-1] in longer and any(w[0] == shorter[0] for w in longer if w != shorter[-1])
    )


def folded(name: Name) -> str:
    """Return the name as written, folded, for comparing forms."""
    return " ".join(fold(w) for w in name.text.split())
