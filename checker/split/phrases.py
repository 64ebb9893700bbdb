"""The words of a statement as tokens, and the phrases that may name a speaker."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.read.wordlists import words
from checker.split.sources import PRONOUNS
from checker.split.verbs import FINITE, NO_SUBJECT, PREPOSITIONS

# A title and an initial keep their full stop ("Col.", "U.S."), other words do not.
_TOKEN = re.compile(
    r"(?:Mrs?|Ms|Dr|Prof|Gov|Sen|Rep|Lt|Col|Gen|Capt|Cpl|Sgt|Maj|Cmdr|Adm|Rev|Supt|Insp|Det|Atty|Brig|Fr|St|Jr|Sr"
    r"|[A-Z](?:\.[A-Z])*)\."
    r"|[^\W_]+(?:['’.&-][^\W_]+)*|[^\w\s]"
)
BREAKS = frozenset(',;:()[]—–"“”«»?!.')
LEADING = words(
    """
    then now still yet meanwhile earlier later today yesterday afterwards instead however therefore separately
    monday tuesday wednesday thursday friday saturday sunday
    """
)  # fmt: skip
ARTICLES = words("the a an his her its their our this one two three four five some several")
_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_OCCASIONS = words(
    "statement interview letter speech post message email address conference article broadcast briefing call note tweet"
)
_CONTRACTED = re.compile(r"(he|she|it|they|we|i)['’](?:s|d|ve|ll|re|m)\Z", re.I)
_DETERMINERS = words("the a an his her its their our my your this these those such any every each other no")
PARTICLES = words("de van von al bin da di del el la le ter of")

Subject = tuple[int, int, str]
"""Start, end, words."""


class Token(NamedTuple):
    """A word or mark of the masked statement."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


def tokens(masked: str) -> list[Token]:
    """Return the words and marks outside the blanked quotations."""
    return [Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(masked)]


def squeezed(words: str) -> str:
    """Return a phrase with single spaces and without marks around it."""
    return " ".join(words.replace("_", " ").split()).strip(" ,;:-–—\"“”'‘’")


def cut(words: list[Token]) -> Subject | None:
    """Check a phrase for a speaker and return its place and words."""
    while words and (words[0].text in "&'’/-." or words[0].low in LEADING):
        words = words[1:]
    if not words:
        return None
    weekday = next((n for n, w in enumerate(words[:-1]) if w.low in _WEEKDAYS and n < 4), None)
    if weekday is not None and words[0].low in PREPOSITIONS | {"late", "early", "last"}:
        words = words[weekday + 1 :]  # `Late on Monday the operator`
    if words[0].low in PREPOSITIONS:
        # `On Friday the ministry`, `In addition he`: the speaker begins at its own article or pronoun.
        starts = [n for n, w in enumerate(words) if n > 0 and (w.low in ("the", "a", "an") or w.low in PRONOUNS)]
        if not starts:
            return None
        words = words[starts[-1] :]
        spoken = [n for n, w in enumerate(words) if w.low in _OCCASIONS]
        if spoken and all(w.text[:1].isupper() for w in words[spoken[-1] + 1 :]) and spoken[-1] + 1 < len(words):
            words = words[spoken[-1] + 1 :]  # `In a televised statement Prime Minister Teo Lansing`
    pronoun = next((n for n, w in enumerate(words) if w.low in PRONOUNS and w.text != "US"), None)
    if pronoun is not None:
        if pronoun != len(words) - 1 or (pronoun and words[pronoun - 1].low in PREPOSITIONS):
            return None
        words = words[-1:]
    if (
        words[0].low in NO_SUBJECT
        or words[-1].low in NO_SUBJECT
        or words[-1].low in _DETERMINERS
        or not any(w.text[:1].isalpha() for w in words)
    ):
        return None
    if any(w.text in FINITE for w in words) or (words[0].text[:1].isdigit() and len(words) < 2):
        return None
    if short := _CONTRACTED.match(words[-1].text):
        return words[-1].start, words[-1].end, short[1]
    parts = []
    for n, w in enumerate(words):
        parts.append(w.text if n == 0 or words[n - 1].end == w.start else " " + w.text)
    phrase = squeezed("".join(parts))
    return (words[0].start, words[-1].end, phrase) if phrase else None
