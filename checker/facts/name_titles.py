"""Words of a text as tokens, and the titles and roles that stand before or behind a name."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.facts.name_words import fold, words

# Initials (U.S., P.), shortened ranks (Capt.) or a word; a possessive ending stays outside.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,6}|[A-Z]\.(?=\s[^\W\d_])|(?:Mr|Mrs|Ms|Dr|Capt|Col|Gen|Sgt|Lt|Gov|Sen|Rep|Prof|Cllr|Maj|Cmdr"
    r"|Adm|Rev|Fr|St|Hon|Insp|Brig|Cpl|Pres|Supt)\.|[^\W\d_]\w*(?:-\w+|['’](?!s\b)\w+)*"
)
_OF = frozenset(("of", "for"))


class Token(NamedTuple):
    """A word with its place and its folded form."""

    start: int
    end: int
    text: str
    fold: str

    @property
    def upper(self) -> bool:
        """Tell whether the word begins with a capital."""
        return self.text[0].isupper()


def tokens_of(text: str) -> list[Token]:
    """Return the words of ``text`` with offsets into it; numbers are left out."""
    return [Token(m.start(), m.end(), m.group(), fold(m.group())) for m in _WORD.finditer(text)]


def split_title(run: list[Token]) -> tuple[str | None, list[Token]]:
    """Split "Transport Minister Lida Corven" before the name; a run that is all title names nobody."""
    w = words()
    at = 0
    seen_role = False
    while at < len(run):
        word = run[at].fold
        head = word in w.roles | w.ranks | w.courtesy
        if head or ((word in w.modifiers or word in w.portfolios) and _role_follows(run, at)):
            seen_role = seen_role or head
            at += 1
        elif seen_role and word == "of":
            at += 1
            while at < len(run) and (run[at].fold in w.portfolios or run[at].fold in ("and", "of", "the")):
                at += 1
        else:
            break
    if not at or not seen_role:
        return None, run
    name = run[at:]
    if not name or name[0].fold in _OF or name[-1].fold in w.bodies:
        # "President of Chile", "General Hospital": an office without a name, or a body.
        return (None, []) if not name or name[0].fold in _OF else (None, run)
    return " ".join(t.text for t in run[:at]).rstrip("."), name


def _role_follows(run: list[Token], at: int) -> bool:
    w = words()
    for token in run[at + 1 : at + 4]:
        if token.fold in w.roles:
            return True
        if token.fold not in w.modifiers and token.fold not in w.portfolios and token.fold != "and":
            return False
    return False


def role_before(tokens: list[Token], at: int, last: Token, text: str) -> str | None:
    """Return the lower-case role that stands before a name: "fire chief Edgar", "the agency's director, Rui"."""
    first = tokens[at]
    if not at:
        return None
    gap = text[tokens[at - 1].end : first.start]
    if gap not in (" ", ", "):
        return None
    window = tokens[max(0, at - 7) : at]
    if gap == " ":
        return (
            _role_phrase(window, len(window) - 1) if window[-1].fold in words().roles and not window[-1].upper else None
        )
    if not re.match(r"[,.;)]|\s(?:said|says|told|is|was|has|will)\b", text[last.end : last.end + 8]):
        return None
    for index in range(len(window) - 1, -1, -1):
        if any(c in text[window[index].end : first.start - 2] for c in ',;."“”'):
            return None
        if window[index].fold in words().roles:
            owner = text[max(0, window[index].start - 40) : window[index].start]
            return (
                _role_phrase(window, index)
                if re.search(r"(?:\b[Tt]he|\b[Ii]ts|\b[Hh]is|\b[Hh]er|['’]s?)\s", owner)
                else None
            )
    return None


def role_behind(tokens: list[Token], at: int, text: str) -> str | None:
    """Return the role that follows a name behind a comma: "Jukka Lahdes, chairman of the league"."""
    last = tokens[at]
    if text[last.end : last.end + 2] != ", ":
        return None
    window = tokens[at + 1 : at + 7]
    for index, token in enumerate(window):
        if any(c in text[last.end + 1 : token.start] for c in ',;.:"“”'):
            return None
        if token.fold in ("who", "and", "but", "said", "with", "in"):
            return None
        if token.fold in words().roles:
            nxt = window[index + 1] if index + 1 < len(window) else None
            if nxt is not None and nxt.upper and text[token.end : nxt.start] == " ":
                return None  # the next member of a list: "A, Finance Minister B"
            if nxt is not None and nxt.fold in words().roles and text[token.end : nxt.start] == " ":
                continue
            return _role_phrase(window, index)
    return None


def _role_phrase(window: list[Token], index: int) -> str:
    """Return the role with the modifiers before it and the field behind it: "minister of finance"."""
    w = words()
    start = index
    while start and (
        window[start - 1].fold in w.modifiers | w.portfolios | w.roles or window[start - 1].fold.endswith("-general")
    ):
        start -= 1
    phrase = [t.text for t in window[start : index + 1]]
    if index + 2 < len(window) and window[index + 1].fold in _OF and window[index + 2].fold in w.portfolios:
        phrase += [t.text for t in window[index + 1 : index + 3]]
        phrase += [t.text for t in window[index + 3 : index + 4] if t.fold in w.portfolios]
    return " ".join(phrase)


def role_key(title: str | None) -> frozenset[str]:
    """Return the words of a title that tell one office from another: ``{"transport", "minister"}``."""
    if not title:
        return frozenset()
    skip = {"of", "for", "and", "the", "acting", "state"}
    return frozenset(words().synonyms.get(w, w).rstrip("s") for w in fold(title).split() if w not in skip)
