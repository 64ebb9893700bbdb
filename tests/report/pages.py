"""Reports for the tests of what people read: three sources, one long, and one that attacks."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from checker.model import (
    Article,
    Claim,
    Finding,
    Location,
    Match,
    Relation,
    Report,
    Severity,
    Span,
    Statement,
)
from tests.report.sample import REPORT

HOSTILE = (
    "</style></script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)> ' onmouseover=alert(2)",
    "{{ 7*7 }} {% raw %} \u202eevil\u202c \u2066iso\u2069 \x1b[31mred\x07 \u2028line",
    "@everyone see #1, http://evil.example/x and www.evil.example, `code` **bold** <b>b</b> [a](b) | x $1$",
    '=HYPERLINK("http://evil.example")',
    "- + 1. > # * [x] ~~s~~ &lt;",
)
VOID = {"meta", "input", "br", "img", "link", "hr", "col"}


def made(texts: list[list[str]], pairs: list[tuple[str, str, Relation, str]], paths: list[str]) -> Report:
    """Join sentences to articles, and pairs of statements to matches, findings and claims."""
    articles, statements = [], {}
    for n, sentences in enumerate(texts, 1):
        text = "\n\n".join(sentences)
        articles.append(Article(f"a{n}", paths[n - 1], text, f"Source {n} <i>"))
        at = 0
        for k, words in enumerate(sentences):
            at = text.index(words, at)
            statements[f"a{n}.{k + 1}"] = Statement(f"a{n}.{k + 1}", f"a{n}", k, Span(at, at + len(words)), words)
            at += len(words)
    matches, findings = [], []
    for n, (a, b, relation, rule) in enumerate(pairs):
        x, y = (
            Location(s.article, s.span, s.text, (Span(s.span.start, s.span.start + 6),))
            for s in (statements[a], statements[b])
        )
        prints = ()
        if rule:
            f = Finding(
                f"{n:016x}", rule, Severity.ERROR, relation, f"one has “{x.text[:60]}”, two “{y.text[:60]}”.", (x, y)
            )
            findings.append(f)
            prints = (f.fingerprint,)
        matches.append(Match(x, y, relation, 0.9, prints))
    alone = statements["a1.1"]
    findings.append(
        Finding(
            "f" * 16,
            "omission-material",
            Severity.WARNING,
            None,
            "=Only one has this",
            (Location("a1", alone.span, alone.text),),
            tuple(a.id for a in articles[1:]),
        )
    )
    return replace(
        REPORT,
        articles=tuple(articles),
        statements=tuple(statements.values()),
        matches=tuple(matches),
        findings=tuple(findings),
        claims=(),
        skipped=(),
        notices=("a notice with <b> and \u202e",),
    )


def hostile() -> Report:
    """Return a report whose every text attacks, the file names, too."""
    pairs = [(f"a1.{n}", f"a2.{n}", Relation.CONFLICT, "entity-conflict") for n in range(1, len(HOSTILE) + 1)]
    paths = ["in/<script>alert(3)</script>.txt", "in/`=x\u202e|@you`.txt"]
    report = made([list(HOSTILE), [f"{h} too" for h in HOSTILE]], pairs, paths)
    return replace(report, claims=(Claim("c1", ("a1.1", "a2.1"), (), 2, Relation.CONFLICT),))


def three() -> Report:
    """Return three sources: two say nine, one says fourteen, and one fact that the third does not have."""
    texts = [
        ["Nobody saw it.", "Nine people died.", "The mine was shut."],
        ["Nine were killed.", "The mine was closed."],
        ["Fourteen people died."],
    ]
    pairs = [
        ("a1.2", "a2.1", Relation.AGREE, ""),
        ("a1.2", "a3.1", Relation.CONFLICT, "quantity-conflict"),
        ("a2.1", "a3.1", Relation.CONFLICT, "quantity-conflict"),
        ("a1.3", "a2.2", Relation.AGREE, ""),
    ]
    report = made(texts, pairs, ["one.txt", "two.txt", "three.txt"])
    claims = (
        Claim("c1", ("a1.2", "a2.1", "a3.1"), (), 2, Relation.CONFLICT),
        Claim("c2", ("a1.3", "a2.2"), ("a3",), 1, Relation.AGREE),
    )
    return replace(report, claims=claims)


def long() -> Report:
    """Return four sources, one of them with a paragraph of 10,000 words in one statement."""
    words = " ".join(f"word{n}" for n in range(10_000)) + "."
    texts = [[words], ["word1 word2 and no more."], ["Short."], ["Shorter still."]]
    pairs = [("a1.1", f"a{n}.1", Relation.CONFLICT, "polarity-conflict") for n in (2, 3, 4)]
    return made(texts, pairs, ["a.txt", "b.txt", "c.txt", "d.txt"])


class Page(HTMLParser):
    """What a browser would make of a page, as far as the tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def within(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]

    def text(self) -> str:
        return "".join(text for name, text in self.texts if name not in ("script", "style"))
