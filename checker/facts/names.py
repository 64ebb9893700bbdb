"""Statement -> the persons, bodies and places it names: runs of capitalised words and the roles beside them.

A word that opens a sentence counts only when the article also writes it with a capital inside a sentence, or when
another capitalised word follows that belongs to it; a headline in title case is read the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.facts.name_forms import initials, same
from checker.facts.name_titles import Token, role_before, role_behind, role_key, split_title, tokens_of
from checker.facts.name_words import fold, words
from checker.model import Article, Name, Span, Statement

__all__ = ["extract", "role_key", "same"]

_OF = frozenset(("of", "for"))
_ACRONYM = re.compile(r"\(\s?(?:the )?([A-Z][A-Za-z]{0,2}[A-Z][A-Z]{0,5})\s?[,;)]")
_SAYS = re.compile(
    r"\W{0,3}\s?(?:said|says|told|wrote|writes|added|adds|warned|confirmed|insisted|argued|recalled|who)\b"
)
_BEFORE_PLACE = re.compile(r"\b(?:in|at|near|from|off|towards?|around|outside|across|to)\s(?:the )?$")
_TITLE_CASE = 0.6
_LONGEST = 24
"""Most words in a name; hostile text may hold a run of thousands."""


@lru_cache(maxsize=64)
def _vocabulary(text: str) -> tuple[frozenset[str], frozenset[str], dict[str, tuple[str, ...]]]:
    """Words with a capital inside a sentence, words in lower case, and acronyms the article explains."""
    inside, lower, long_forms = set(), set(), {}
    for line in text.splitlines():
        tokens = tokens_of(line)
        if _title_case(tokens, line):
            continue
        for token in tokens:
            if not token.upper:
                lower.add(token.fold)
            elif token.text.isupper():
                if 1 < len(token.fold) < 7 and not line.isupper():
                    inside.add(token.fold)
            elif not _opens(line, token.start):
                inside.add(token.fold)
    for match in _ACRONYM.finditer(text):
        # The long form stands right before the bracket: take as few words as spell the acronym.
        before = [t for t in tokens_of(text[max(0, match.start() - 120) : match.start()]) if t.upper]
        for count in range(2, min(len(before), 8) + 1):
            key = tuple(t.fold for t in before[-count:])
            if initials(key) == match.group(1).casefold():
                long_forms[match.group(1).casefold()] = key
                break
    return frozenset(inside), frozenset(lower), long_forms


def _title_case(tokens: list[Token], text: str) -> bool:
    """Tell whether a line is in title case; one that ends like a sentence is not."""
    if text.rstrip()[-1:] in (".", ",", ""):
        return False
    long = [t for t in tokens if len(t.text) > 3]
    return len(long) > 2 and sum(t.upper for t in long) > _TITLE_CASE * len(long)


def _opens(text: str, at: int) -> bool:
    """Tell whether a word at this place opens a sentence, a line, a quotation or what follows a colon."""
    start = at
    while at and text[at - 1] in " \t\"'“”‘’«»([—–-" and start - at < 12:
        at -= 1
    if at == 0 or text[at - 1] in "!?:;\n\r":
        return True
    if any(c in '"“«‘—–' for c in text[at:start]) or " - " in text[at:start] or "]" in text[at:start]:
        return True
    # A full stop behind initials or a rank (U.S. troops, Capt. Haske) ends no sentence.
    return text[at - 1] == "." and not re.search(r"(?:^|[\s.(])(?:[A-Z]|[A-Z][a-z]{1,4})\.$", text[max(0, at - 8) : at])


def extract(statement: Statement, article: Article) -> tuple[Name, ...]:
    """Return the names of one statement in the order of the text; spans leave titles out."""
    return tuple(_names(statement, article))


def _names(statement: Statement, article: Article) -> Iterator[Name]:
    inside, lower, long_forms = _vocabulary(article.text)
    text, base = article.text, statement.span.start
    tokens = [t._replace(start=t.start + base, end=t.end + base) for t in tokens_of(statement.span.of(text))]
    heading = statement.heading or statement.text.rstrip()[-1:].isalnum()
    strict = heading and (_title_case(tokens, statement.text) or statement.text.isupper())
    index = {t.start: i for i, t in enumerate(tokens)}
    for found in _runs(tokens, text):
        run = _without_opener(found, text, inside, lower, strict)
        title, name = split_title(run)
        if not name:
            continue
        span = Span(name[0].start, name[-1].end)
        kind = "person" if title is not None else None
        if title is None or fold(title) in words().courtesy or fold(title) in words().ranks:
            role = role_before(tokens, index[run[0].start], name[-1], text) or role_behind(
                tokens, index[name[-1].start], text
            )
            if role and _could_be_person(name):
                kind, title = "person", role
        if title is not None and fold(title) in words().courtesy:
            title = None
        key = tuple(t.fold for t in name if t.fold not in ("the", "of", "for", "and"))
        if len(key) == 1 and name[0].text.isupper():
            key = long_forms.get(key[0], key)
        yield Name(span, span.of(text), key, title, kind or _kind(name, text))


def _runs(tokens: list[Token], text: str) -> Iterator[list[Token]]:
    """Yield runs of capitalised words, joined over "of", "and" and the particles of names where they belong."""
    at = 0
    while at < len(tokens):
        if not tokens[at].upper or tokens[at].fold in words().calendar:
            at += 1
            continue
        run, nxt = [tokens[at]], at + 1
        while nxt < len(tokens) and len(run) < _LONGEST:
            step = _joined(tokens, run, nxt, text)
            if not step:
                break
            run.extend(tokens[nxt : nxt + step])
            nxt += step
        yield run
        at = nxt


def _joined(tokens: list[Token], run: list[Token], nxt: int, text: str) -> int:
    """Return how many tokens from ``nxt`` belong to the run."""
    ahead: list[Token] = []
    for token in tokens[nxt : nxt + 3]:
        gap = text[(ahead or run)[-1].end : token.start]
        if gap.strip(" ") or not gap:
            return 0
        ahead.append(token)
        if token.upper:
            break
    if not ahead or not ahead[-1].upper or ahead[-1].fold in words().calendar:
        return 0
    between = [t.fold for t in ahead[:-1]]
    if not between or all(w in words().particles for w in between):
        return len(ahead)
    heads = words().bodies | words().roles
    if between[0] in _OF and between[1:] in ([], ["the"]):
        return len(ahead) if any(t.fold in heads for t in run) else 0
    if between == ["and"] and len(run) < 5:
        # "Harbour and Allied Trades Union", "Ministry of Labour and Social Affairs", not "Iraq and the United Nations".
        if any(t.fold in heads for t in run) and run[-1].fold in words().portfolios:
            return len(ahead)
        behind = _caps_run(tokens, nxt + 1, text)
        first = [t for t in run if t.fold != "the"]
        alone = len(first) == 1 and first[0].fold not in heads and first[0].fold not in words().countries
        if alone and len(behind) > 1 and behind[-1].fold in words().bodies:
            return len(ahead)
    return 0


def _caps_run(tokens: list[Token], at: int, text: str) -> list[Token]:
    run = [tokens[at]]
    for token in tokens[at + 1 : at + 5]:
        if not token.upper or text[run[-1].end : token.start] != " ":
            break
        run.append(token)
    return run


def _without_opener(
    run: list[Token], text: str, inside: frozenset[str], lower: frozenset[str], strict: bool
) -> list[Token]:
    """Drop leading words that have their capital only from their place."""
    if strict:
        loud = all(t.text.isupper() for t in run)
        keep = [
            t
            for t in run
            if t.fold not in words().openers
            and (t.fold in inside or (not loud and t.upper and t.fold not in lower and len(t.fold) > 3))
        ]
        return run if len(keep) == len(run) else _longest(run, keep)
    while run and (run[0].fold in ("the", "a", "an") or not run[0].upper):
        run = run[1:]
    while run and _opens(text, run[0].start):
        first = run[0].fold
        titled = first in words().roles | words().courtesy | words().ranks | words().modifiers | words().portfolios
        known = first in inside or (len(run) > 1 and (titled or first not in lower))
        if known and first not in words().openers - (words().portfolios if len(run) > 1 else frozenset()):
            break
        run = run[1:]
        while run and not run[0].upper:
            run = run[1:]
        if run and run[0].fold in words().openers:
            run = run[1:]
        break
    return run


def _longest(run: list[Token], keep: list[Token]) -> list[Token]:
    best: list[Token] = []
    now: list[Token] = []
    for token in run:
        now = [*now, token] if token in keep else []
        best = max(best, now, key=len)
    return best


def _could_be_person(name: list[Token]) -> bool:
    w = words()
    return not any(t.fold in w.bodies or t.fold in w.places or t.fold in _OF for t in name) and len(name) < 6


def _kind(name: list[Token], text: str) -> str | None:
    w = words()
    folds = [t.fold for t in name]
    if " ".join(folds) in w.countries:
        return "place"
    if folds[-1] in w.places:
        return "place"
    if any(f in w.bodies for f in folds) or (
        len(name) == 1 and name[0].text.isupper() and name[0].text.isalpha() and len(folds[0]) > 2
    ):
        return "body"
    if _BEFORE_PLACE.search(text[max(0, name[0].start - 16) : name[0].start]) and len(name) < 3:
        return "place"
    if _SAYS.match(text[name[-1].end : name[-1].end + 16]) and len(name) > 1:
        return "person"
    if len(name) > 1 and len(folds[0]) == 1:
        return "person"
    return None
