"""How a reporter should write: what the terminal can show and how much the reader wants to see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """Given to every reporter; machine formats ignore it, so that they are the same bytes everywhere."""

    width: int = 80
    colour: bool = False
    ascii: bool = False
    """The stream cannot carry Unicode: quotes and dashes are written in ASCII, other letters as escapes."""
    detail: int = 0
    """-1: the summary alone. 0: what a fact-checker must see. 1: agreements and colour too."""
