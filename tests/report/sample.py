"""A report made by hand: two articles, findings of all kinds, text that tries to act on a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from checker.config import Config
from checker.model import (
    Article,
    Attribution,
    Claim,
    Cue,
    DateFact,
    Evidence,
    Facts,
    Finding,
    Kind,
    Location,
    Match,
    ModelInfo,
    Relation,
    Report,
    Severity,
    Skipped,
    Span,
    Standing,
    Statement,
)

ONE = (
    "PORT HALE, March 4 (Coastwire) - The harbour board voted on Monday to close the east pier. "
    "The pier will stay open for fishing boats, the board said. "
    "Repairs will cost $3 million if the county pays its share. "
    "Divers checked the piles \x1b[31min red\x1b[0m \u202eand backwards\u202c. "
    "Gulls watched."
)
TWO = (
    "East pier to shut\n\n"
    "The east pier will be closed to all boats, the harbour board decided. "
    "Repairs will cost $3 million. "
    "Divers looked at the piles."
)


def cut(article: Article, words: str) -> Span:
    at = article.text.index(words)
    return Span(at, at + len(words))


def place(article: Article, words: str, *marks: str) -> Location:
    return Location(article.id, cut(article, words), words, tuple(cut(article, m) for m in marks))


A = Article("a1", "in/one.txt", ONE, "Coastwire", None, date(2031, 3, 4), "dateline")
B = Article("a2", "in/two.txt", TWO, None, "East pier to shut", None, None)

SENTENCES = {
    "a1": [
        ("PORT HALE, March 4 (Coastwire) -", Kind.DATELINE),
        ("The harbour board voted on Monday to close the east pier.", Kind.CLAIM),
        ("The pier will stay open for fishing boats, the board said.", Kind.CLAIM),
        ("Repairs will cost $3 million if the county pays its share.", Kind.CLAIM),
        ("Divers checked the piles \x1b[31min red\x1b[0m \u202eand backwards\u202c.", Kind.CLAIM),
        ("Gulls watched.", Kind.CLAIM),
    ],
    "a2": [
        ("East pier to shut", Kind.HEADLINE),
        ("The east pier will be closed to all boats, the harbour board decided.", Kind.CLAIM),
        ("Repairs will cost $3 million.", Kind.CLAIM),
        ("Divers looked at the piles.", Kind.CLAIM),
    ],
}


def _statements() -> tuple[Statement, ...]:
    made = []
    for article in (A, B):
        for n, (words, kind) in enumerate(SENTENCES[article.id]):
            made.append(Statement(f"{article.id}.{n + 1}", article.id, n, cut(article, words), words, kind))
    monday = cut(A, "on Monday")
    said = cut(A, "the board said")
    made[1] = replace(
        made[1],
        facts=Facts(dates=(DateFact(monday, datetime(2031, 3, 3), datetime(2031, 3, 4), "day", relative=True),)),
    )
    made[2] = replace(made[2], attribution=Attribution(said, "the board", Standing.OFFICIAL))
    made[3] = replace(made[3], facts=Facts(cues=(Cue(cut(A, "if the county"), "condition", "if"),)))
    return tuple(made)


OPEN = place(A, SENTENCES["a1"][2][0], "stay open")
SHUT = place(B, SENTENCES["a2"][1][0], "closed to all boats")
COST = place(A, SENTENCES["a1"][3][0], "if the county pays its share")
BARE = place(B, SENTENCES["a2"][2][0])
CLOSE = place(A, SENTENCES["a1"][1][0])
HEAD = place(B, SENTENCES["a2"][0][0])
RED = place(A, SENTENCES["a1"][4][0], "\x1b[31min red")
LOOK = place(B, SENTENCES["a2"][3][0], "looked")
GULLS = place(A, SENTENCES["a1"][5][0])

FINDINGS = (
    Finding(
        "aa11aa11aa11aa11",
        "polarity-conflict",
        Severity.ERROR,
        Relation.CONFLICT,
        "one.txt has “stay open”; two.txt has “closed to all boats”: the two exclude each other.",
        (OPEN, SHUT),
        evidence=(
            Evidence("alignment", "both tell the same fact", (("score", 0.912345), ("cosine", 0.7))),
            Evidence("gate", "places: conflict, silenced by other-place", (("rule", "entity-conflict"),)),
        ),
        confidence=0.912345,
    ),
    Finding(
        "ab11aa11aa11aa11",
        "scope-shift",
        Severity.WARNING,
        Relation.DIFFER,
        "one.txt has “for fishing boats”; two.txt has “all boats”.",
        (OPEN, replace(SHUT, highlights=(cut(B, "all boats"),))),
    ),
    Finding(
        "bb11aa11aa11aa11",
        "condition-dropped",
        Severity.WARNING,
        Relation.DIFFER,
        "one.txt has “if the county pays its share”; two.txt has no condition.",
        (COST, BARE),
    ),
    Finding(
        "cc11aa11aa11aa11",
        "name-variant",
        Severity.INFO,
        Relation.AGREE,
        "one.txt writes “checked”; two.txt writes “looked at”.",
        (RED, LOOK),
    ),
    Finding(
        "dd11aa11aa11aa11",
        "omission-material",
        Severity.WARNING,
        None,
        "two.txt has this, and one.txt does not, though it bears on what is told there.",
        (HEAD,),
        absent_from=("a1",),
    ),
    Finding(
        "ee11aa11aa11aa11",
        "source-only",
        Severity.INFO,
        None,
        "one.txt has this; two.txt does not mention it.",
        (GULLS,),
        absent_from=("a2",),
    ),
)

REPORT = Report(
    version="0.0.0",
    models=(ModelInfo("encoder", "built-in", "0" * 64),),
    config=Config().public(),
    articles=(A, B),
    statements=_statements(),
    matches=(
        Match(OPEN, SHUT, Relation.CONFLICT, 0.912345, ("aa11aa11aa11aa11", "ab11aa11aa11aa11")),
        Match(COST, BARE, Relation.DIFFER, 0.8, ("bb11aa11aa11aa11",)),
        Match(RED, LOOK, Relation.AGREE, 0.7, ("cc11aa11aa11aa11",)),
        Match(CLOSE, HEAD, Relation.AGREE, 0.6),
        Match(CLOSE, SHUT, Relation.DIFFER, 0.5),
        Match(GULLS, LOOK, Relation.RELATED, 0.1),
    ),
    findings=FINDINGS,
    claims=(Claim("c1", ("a1.3", "a2.2"), (), 2, Relation.CONFLICT),),
    skipped=(Skipped("in/three.txt", "holds no words"),),
    notices=("no judge took part: differences in wording alone are not seen",),
)

EMPTY = replace(REPORT, matches=(), findings=(), claims=(), skipped=(), notices=())
