"""Find who is credited with a statement: ``the mayor said``, ``according to two people``, ``it is noted``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Attribution, Span, Standing, Statement
from checker.read.wordlists import words
from checker.split.phrases import Token, squeezed, tokens
from checker.split.sources import standing
from checker.split.subjects import after, before, named_before
from checker.split.verbs import AUXILIARY, BLOCKING, CREDITING, QUOTING, SPEECH, THOUGHT

_ACCORDING = re.compile(r"\b(?:[Aa]ccording to(?: the words of)?|[Ii]n the words of|[Cc]iting|[Qq]uoting)\s+")
_SOURCE_END = re.compile(
    r"[,;:!?\"“—–(](?=\s|\Z|[\"”\w])|(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMrs)(?<!\bGov)(?<!\bSen)\.(?=\s|\Z|[\"”])"
    r"|\s(?:which|that|who|whose|where|when)\s|\sand\s(?=[a-z])"
)
_CLAUSE_BEHIND = re.compile(
    r"(?<=[\w'’])(?<!\bof)(?<!\bin)(?<!\bto)(?<!\bby)(?<!\bat)(?<!\bon)(?<!\bfor)(?<!\band)(?<!\bfrom)(?<!\bwith)(?<!\bafter)"
    r"(?<!\binto)(?<!\bover)(?<!\babout)(?<!\bunder) (?=(?:the|it|he|she|they|there|a|an|its|their) )"
)
"""`According to the recorder the train was late`: a second noun phrase begins what is credited."""

_NAME_BEHIND = re.compile(r", ((?:[A-ZÀ-ÖØ-Þ][\w'’-]+\.? ?){2,4})(?=[,.;]|\Z)")
_IMPERSONAL = re.compile(
    r"\b(?:it (?:is|was|has been|should be) (?:also |further |therefore |thus )?(?:noted|emphasized|emphasised"
    r"|stressed|indicated|reported|said|stated"
    r"|alleged|specified|added|claimed|understood|believed|presumed|expected|thought|announced|underlined|recalled"
    r"|clarified|assumed)"
    r"|(?:as )?(?:earlier|previously) reported|(?:as )?(?:was |is )?reported earlier|as (?:is |was |it was "
    r"|it is )?(?:noted|reported|stated|indicated|known)"
    r"|reportedly|(?:is|are) reported to|(?:is|are) said to)\b",
    re.I,
)
_IN_DOCUMENT = re.compile(
    r"\s*(?:,\s*)?(?:in|by) (the (?:\w+ ){0,3}(?:document|statement|message|text|report|ministry|release|letter"
    r"|communiqu[eé]|agency|department))\b",
    re.I,
)
_CITING = re.compile(
    r"\b(?:citing|with reference to|quoting|(?:which|who) cites?|which quotes?)\s+(?:(?:its|own|their|unnamed"
    r"|anonymous|several|two|three|informed|a|an|the) )*"
    r"(?:sources?|people|persons?|insiders?)\b[^,.;\"“]{0,60}",
    re.I,
)
_ANONYMITY = re.compile(
    r"\b(?:on condition of anonymity|not (?:be|to be|being) (?:named|identified)|not authori[sz]ed to|(?:did not"
    r"|didn't) want to (?:be named|give (?:his|her|their) names?)"
    r"|unnamed|anonymous)\b",
    re.I,
)
_HEADLINE_TAIL = re.compile(
    r"[,;–—-] (?P<who>[^,;:]{2,50}?) (?:says?|shows?|warns?|claims?|finds?|suggests?|reports?|confirms?)\Z"
)
_HEADLINE_HEAD = re.compile(
    r"(?P<who>Police|Ministry|Officials|Experts|Report|Study|Minister|UN|[A-Z]{2,6}|Sources?|Insiders?)(?=: )"
)

LONGEST_SENTENCE = 3_000
"""Characters; what is longer lacks its full stops and is no sentence to read a speaker from."""

_Candidate = tuple[int, int, str, int]
"""Start, end, source, rank: the lowest rank wins, then the first place."""


def attribute(text: str, statement: Statement) -> Attribution | None:
    """Return who a statement credits, or ``None`` where it speaks in the outlet's own voice.

    A pronoun stands as the source; ``speakers`` puts a name to it. Words inside quotation marks credit nobody.
    """
    if len(statement.text) > LONGEST_SENTENCE:
        return None
    masked = _masked(statement)
    base = statement.span.start
    if statement.heading:
        return _headline(masked, base)
    candidates = [*_spoken(masked), *_according(masked), *_impersonal(masked)]
    if not candidates:
        return None
    start, end, source, _ = min(candidates, key=lambda c: (c[3], c[0]))
    kind, via = standing(source), None
    citing = _CITING.search(masked)
    if citing is not None and abs(citing.start() - end) < 80:
        cited = re.sub(
            r"^(?:which cites?|who cites?|which quotes?|with reference to|citing|quoting)\s+", "", citing[0], flags=re.I
        )
        via, source, kind = source or None, squeezed(cited), Standing.ANONYMOUS
        start, end = min(start, citing.start()), max(end, citing.end())
    elif kind not in (Standing.IMPERSONAL, Standing.NAMED) and _ANONYMITY.search(masked, max(0, start - 60), end + 80):
        kind = Standing.ANONYMOUS
    return Attribution(Span(base + start, base + end), source, kind, via)


def _masked(statement: Statement) -> str:
    """Blank out the quoted words, so that verbs in them are not taken for the outlet's own; the marks stay."""
    chars = list(statement.text)
    for quote in statement.quotes:
        begin, end = quote.span.start - statement.span.start, quote.span.end - statement.span.start
        words = statement.text[begin:end]
        if len(words.split()) < 3 and not words.endswith((",", ".", "?", "!")):
            continue  # a word or a title in marks may be part of a source's name
        for n in range(begin, end):
            if not chars[n].isspace() and (chars[n] not in ",.?!" or n < end - 1):
                chars[n] = "_"
    return "".join(chars)


def _spoken(masked: str) -> Iterator[_Candidate]:
    """Yield reporting verbs with their speakers."""
    found = tokens(masked)
    quoted = "_" in masked
    for n, token in enumerate(found):
        if token.text not in CREDITING or _blocked(found, n):
            continue
        # `," said the mayor`: behind a comma, a dash or a quotation the speaker follows, if one stands there.
        named = named_before(found, n)
        subject = after(found, n) or before(found, n)
        if named is not None and (
            subject is None or subject[2].split()[-1][:1].islower() or "’s " in subject[2] or "'s " in subject[2]
        ):
            subject = named
        if subject is None:
            continue
        first, last, source = subject
        if not _credits(masked, found, n, first, source, quoted=quoted):
            continue
        if _second_clause(found, n, first):
            continue
        sure = token.text in SPEECH or quoted
        yield min(first, token.start), max(last, token.end), source, 0 if sure else 1


def _second_clause(found: list[Token], verb: int, subject: int) -> bool:
    """Tell whether only a later clause is credited: ``The toll rose to 12, but officials said more were missing``."""
    ahead = [t for t in found if t.end <= subject]
    following = found[verb + 1] if verb + 1 < len(found) else None
    if not ahead or ahead[-1].low not in _JOINTS or following is None or following.text in ',.;:!?"“”—–':
        return False
    return sum(t.text[:1].isalpha() for t in ahead) >= 6


_JOINTS = words("and but while whereas because although though as when where which")


def _blocked(found: list[Token], n: int) -> bool:
    """Tell whether the words before the verb make it no report: ``was told``, ``did not say``."""
    back = n - 1
    while back >= 0 and n - back < 4 and found[back].text in AUXILIARY:
        back -= 1
    return back >= 0 and found[back].low in BLOCKING


def _credits(masked: str, found: list[Token], n: int, subject: int, source: str, *, quoted: bool) -> bool:
    """Tell whether a verb with a subject is a report here."""
    verb = found[n].text
    ahead = found[n + 1 : n + 14]
    following = ahead[0] if ahead else None
    if verb in SPEECH:
        return True
    close = following is None or following.text in ",.;:!?\"“«'‘—–)"
    that = _reports_clause(ahead, 2 if verb in _NOUNS else 9)
    trailing = re.search(r"[,\"”»'’—–]\W{0,2}\Z|\b[Aa]s \Z", masked[:subject]) is not None
    if verb in QUOTING:
        adjacent = bool(re.search(r"[\"”’'»]\s*\Z", masked[:subject])) or close
        return (quoted and adjacent) or (verb in ("asked", "asks") and "?" in masked)
    if verb in THOUGHT:
        direct = following is not None and (
            following.low in ("that", "the", "it", "there", "he", "she", "they", "no", "its", "their")
            or following.text[:1].isdigit()
        )
        thinker = standing(source) is not Standing.OFFICIAL or source.lower().endswith(("s", "police")) or that
        return (direct and thinker) or (close and trailing)
    if following is not None and following.low == "to":
        return False  # `agreed to`, `promised to`: an act, not a report
    if verb in _NOUNS:
        return that or (close and trailing)
    return close or that or (trailing and following is not None and following.low in _LATER)


def _reports_clause(ahead: list[Token], reach: int) -> bool:
    """Tell whether ``that``, a colon or a quotation follows the verb within its clause."""
    for n, token in enumerate(ahead[:reach]):
        if token.low == "that" or token.text == ":":
            return True
        if token.text in "\"“«‘'":
            return n <= 2
        if token.text in ";.?!" or token.low in ("into", "of", "for", "with", "as", "from"):
            return False
    return False


_NOUNS = words(
    "claims reports estimates notes promises pledges argues finds states fears hopes report claim estimate note fear"
)
_LATER = words(
    """
    on in at to yesterday today late early earlier last this monday tuesday wednesday thursday friday saturday
    sunday
    """
)


def _according(masked: str) -> Iterator[_Candidate]:
    for m in _ACCORDING.finditer(masked):
        rest = masked[m.end() : m.end() + 140]
        if _CITING.match(masked, m.start()):
            yield m.start(), m.end(), "", 2
            continue
        stop = _SOURCE_END.search(rest)
        if (clause := _CLAUSE_BEHIND.search(rest)) and (stop is None or clause.end() < stop.start()):
            stop = clause
        source = squeezed(rest[: stop.start()] if stop else rest)
        name = _NAME_BEHIND.match(rest, stop.start()) if stop else None
        if name and stop and not re.search(r"[A-Z]", source[1:]):
            yield m.start(), m.end() + name.end(), name[1], 1
            continue
        if source and not source[0].isdigit() and source.lower() not in ("plan", "schedule", "need"):
            yield m.start(), m.end() + (stop.start() if stop else len(rest.rstrip())), source, 1


def _impersonal(masked: str) -> Iterator[_Candidate]:
    m = _IMPERSONAL.search(masked)
    if m is None:
        return
    document = _IN_DOCUMENT.match(masked, m.end())
    end = document.end() if document else m.end()
    yield m.start(), end, squeezed(document[1]) if document else "", 3


def _headline(masked: str, base: int) -> Attribution | None:
    """Credit in a headline: ``..., insider says``, ``Police: fake drugs were packed``."""
    m = _HEADLINE_TAIL.search(masked) or _HEADLINE_HEAD.match(masked)
    if m is None or not (source := squeezed(m["who"])):
        return None
    return Attribution(Span(base + m.start("who"), base + m.end()), source, standing(source))
