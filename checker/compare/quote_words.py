"""Words of quotations: cut into tokens that keep their place, and told apart by what they mean for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Opcodes

from checker.facts.name_words import fold
from checker.facts.stems import content_stems
from checker.facts.words import load
from checker.model import Article, Name, Quote, Span, Statement

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]{1,8})?(?:[.,]\d+)*|[%$€£]")
_BRACKETS = re.compile(r"\[[^\[\]]{0,80}\]|\([^()]{0,80}\)")
ELLIPSIS = re.compile(r"\(\s?(?:\.{3}|…)\s?\)|\[\s?(?:\.{3}|…)\s?\]|\.{3,4}|…|(?:\. ){2}\.")
_WORDS = load("quotes")
NEGATIONS = frozenset(_WORDS["negations"].split())
CONDITIONS = frozenset(_WORDS["conditions"].split())
_NUMBERS = frozenset(_WORDS["numbers"].split())
_CONTRACTED: dict[str, str] = _WORDS["contracted"]
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'d", " would"))
_MOST = 400


class Token(NamedTuple):
    """One word of a quotation, folded, with its place in the article."""

    word: str
    span: Span


def tokens(text: str, span: Span) -> list[Token]:
    """Return the words of a stretch of an article, contractions opened and bracketed insertions left out."""
    part = span.of(text)
    holes = [m.span() for m in _BRACKETS.finditer(part)]
    out: list[Token] = []
    for match in _TOKEN.finditer(part):
        if any(a <= match.start() < b for a, b in holes):
            continue
        place = Span(span.start + match.start(), span.start + match.end())
        out.extend(Token(word, place) for word in _open(fold(match.group())).split())
        if len(out) > _MOST:
            break
    return out


@lru_cache(maxsize=8192)
def _open(word: str) -> str:
    if word in _CONTRACTED:
        return _CONTRACTED[word]
    for ending, whole in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + whole
    return word


def likeness(a: list[str], b: list[str]) -> float:
    """Return how much two lists of words share in order, in 0..1."""
    return Indel.normalized_similarity(a, b)


def edits(a: list[str], b: list[str]) -> Opcodes:
    """Return the steps from one list of words to the other, replacements joined."""
    return Indel.opcodes(a, b)


def number(word: str) -> bool:
    """Tell whether a word is a number."""
    return word[0].isdigit() or word in _NUMBERS


def weighty(word: str) -> bool:
    """Tell whether a word carries meaning of its own: content, a number, a negation or a condition."""
    return number(word) or word in NEGATIONS or word in CONDITIONS or bool(stem(word))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the stem of a content word, or nothing for a function word."""
    return next((s for s, _ in content_stems(word)), "")


def variants(a: str, b: str) -> bool:
    """Tell whether two words are spellings or endings of one word: organise and organize, warn and warned."""
    if a == b or (stem(a) and stem(a) == stem(b)):
        return True
    if number(a) or number(b) or {a, b} & NEGATIONS:
        return False
    return min(len(a), len(b)) > 3 and a[:2] == b[:2] and fuzz.ratio(a, b) >= 84


def in_names(word: str, names: tuple[Name, ...]) -> bool:
    """Tell whether a word belongs to one of the names."""
    return any(word in n.key or word == fold(n.text) for n in names)


def quoted(statement: Statement, article: Article) -> Iterator[tuple[Quote, list[Token]]]:
    """Yield each quotation of a statement with its words; scare quotes of a word or two are left out."""
    for quote in statement.quotes:
        words = tokens(article.text, quote.span)
        if len(words) > 2:
            yield quote, words


def phrase(text: str, first: Span, last: Span, limit: int = 90) -> str:
    """Return the words from one place to another, in curly marks, cut to fit a message."""
    words = " ".join(text[first.start : last.end].split())
    if len(words) > limit:
        words = words[: limit - 1].rsplit(" ", 1)[0] + "…"
    return f"“{words}”"
