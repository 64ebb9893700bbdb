"""What a reader hands over: the text and whatever the format itself says about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Draft:
    """One file as read, before its first lines are looked at."""

    text: str
    source: str | None = None
    headline: str | None = None
    published: date | None = None
    metadata: tuple[tuple[str, str], ...] = ()


Reader = Callable[[bytes, str, str | None], Draft]
"""(bytes, path for messages, encoding or None) -> Draft; raises ``InputError``."""
