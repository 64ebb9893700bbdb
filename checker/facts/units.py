"""Units of measure and currencies: which unit a number carries, and its factor to the base unit."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

_CURRENCY_WORDS = r"(?:US|U\.S\.|New\sZealand|Australian|Canadian|Hong\sKong|Singapore)"
_NATIONS = {"new zealand": "NZD", "australian": "AUD", "canadian": "CAD", "hong kong": "HKD", "singapore": "SGD"}
_WORD = r"(?:[^\W\d_]+|[%°²³/]+)"


class Unit(NamedTuple):
    """A unit found beside a number."""

    name: str
    factor: float
    end: int
    """Where the unit's words end in the text (for a sign before the figure: where the figure ends)."""
    money: bool = False
    prefixed: int = -1
    """Where a currency sign before the figure starts."""


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[str, float]], dict[str, str], dict[str, str], dict[str, str]]:
    data: dict[str, Any] = tomllib.loads(files("checker.facts").joinpath("words/units.toml").read_text("utf-8"))
    measures = {name: (base, factor) for base, names in data["measure"].items() for name, factor in names.items()}
    return measures, data["currency"], data["minor"], data["sign"]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    measures, currency, minor, sign = _table()
    names = sorted({*measures, *currency, *minor}, key=len, reverse=True)
    alternatives = "|".join(re.escape(n).replace(r"\ ", r"[\s-]") for n in names)
    after = re.compile(
        rf"[\s-]?(?:{_CURRENCY_WORDS}\s)?(?P<unit>{alternatives})(?P<plural>s?)(?![^\W_])(?!['’]s\s(?!worth))", re.I
    )
    before = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(re.escape(s) for s in sorted(sign, key=len, reverse=True))})\s?$")
    return after, before


def sign_before(text: str, start: int) -> tuple[str, int] | None:
    """Return the currency whose sign or code stands right before ``start``, and where the sign begins."""
    _, before = _patterns()
    at = max(0, start - 6)
    match = before.search(text, at, start)
    if match is None:
        return None
    symbol = match.group().strip()
    # A lone letter is a currency only when it touches the figure: "R18 million", not "Section R 18".
    if symbol.isalpha() and len(symbol) == 1 and match.group() != symbol:
        return None
    return _table()[3][symbol], match.start()


def unit_after(text: str, end: int) -> Unit | None:
    """Return the unit whose name or symbol follows ``end``."""
    match = _patterns()[0].match(text, end, end + 48)
    if match is None:
        return None
    measures, currency, minor, _ = _table()
    name = re.sub(r"[\s-]", " ", match["unit"].lower())
    raw = match["unit"].lower()
    if raw in measures or name in measures:
        base, factor = measures.get(raw) or measures[name]
        # "100 MW" against "100 mw" is the same in the news; "30 Second Street" is not seconds.
        if name in {"second", "minute", "foot"} and match["unit"][:1].isupper() and text[end : end + 1] == " ":
            return None
        return Unit(base, factor, match.end())
    if name in currency:
        code = currency[name]
        words = match.group().lower()
        for nation, other in _NATIONS.items():
            if nation in words and code == "USD":
                code = other
        return Unit(code, 1.0, match.end(), money=True)
    return Unit(minor[name], 0.01, match.end(), money=True)


def is_money(unit: str | None) -> bool:
    """Tell whether a unit is a currency."""
    _, currency, minor, sign = _table()
    return unit is not None and unit in {*currency.values(), *minor.values(), *sign.values()}
