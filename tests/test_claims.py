"""Matches of several articles become claims: who says it, who is silent, from how many origins."""

from __future__ import annotations

from checker.claims import join, shared_origins
from checker.model import Article, Claim, Kind, Location, Match, Quote, Relation, Span, Statement

AGREE, RELATED, CONFLICT = Relation.AGREE, Relation.RELATED, Relation.CONFLICT


class Desk:
    """Articles of one line a statement, and matches between their lines by number."""

    def __init__(self, *texts: str, sources: tuple[str | None, ...] = (), quotes: dict[str, str] | None = None) -> None:
        self.articles: list[Article] = []
        self.statements: dict[str, Statement] = {}
        self.matches: list[Match] = []
        for n, text in enumerate(texts, 1):
            source = sources[n - 1] if sources else None
            self.articles.append(Article(f"a{n}", f"{n}.txt", text, source=source))
            at = 0
            for i, line in enumerate(text.split("\n")):
                quoted = (quotes or {}).get(f"a{n}.{i + 1}")
                marks = ()
                if quoted:
                    start = at + line.index(quoted)
                    marks = (Quote(Span(start, start + len(quoted)), None),)
                s = Statement(f"a{n}.{i + 1}", f"a{n}", i, Span(at, at + len(line)), line, Kind.CLAIM, marks)
                self.statements[s.id] = s
                at += len(line) + 1

    def match(self, left: str, right: str, score: float = 0.9, relation: Relation = AGREE) -> Desk:
        a, b = (Location(s.article, s.span, s.text) for s in (self.statements[left], self.statements[right]))
        self.matches.append(Match(a, b, relation, score))
        return self

    def claims(self, linked: float = 0.2) -> tuple[Claim, ...]:
        return join(self.matches, self.statements, self.articles, linked)


def test_three_sources_on_one_fact_are_one_claim() -> None:
    desk = Desk("The dam broke.", "A dam has broken.", "The dam gave way.")
    (claim,) = desk.match("a1.1", "a2.1").match("a2.1", "a3.1").match("a1.1", "a3.1").claims()
    assert claim.statements == ("a1.1", "a2.1", "a3.1")
    assert claim.silent == ()
    assert claim.id == "c1"


def test_who_says_nothing_is_silent() -> None:
    (claim,) = Desk("The dam broke.", "A dam has broken.", "It rained.").match("a1.1", "a2.1").claims()
    assert claim.silent == ("a3",)


def test_a_chain_of_near_facts_is_not_one_claim() -> None:
    desk = Desk("The dam broke.", "The dam broke, and the mill with it.", "The mill is gone.")
    claims = desk.match("a1.1", "a2.1", 0.9).match("a2.1", "a3.1", 0.8).claims()
    assert [c.statements for c in claims] == [("a1.1", "a2.1")]


def test_related_passages_make_no_claim() -> None:
    assert Desk("The dam broke.", "The mill burned.").match("a1.1", "a2.1", relation=RELATED).claims() == ()


def test_the_strongest_relation_counts() -> None:
    desk = Desk("Nine died.", "Nine people died.", "Eleven died.")
    desk.match("a1.1", "a2.1").match("a1.1", "a3.1", relation=CONFLICT).match("a2.1", "a3.1", relation=CONFLICT)
    assert desk.claims()[0].relation is CONFLICT


def test_claims_come_in_reading_order() -> None:
    desk = Desk("One thing.\nAnother thing.", "Another thing is told.\nOne thing is told.")
    desk.match("a1.2", "a2.1", 0.99).match("a1.1", "a2.2", 0.5)
    assert [c.statements[0] for c in desk.claims()] == ["a1.1", "a1.2"]
    assert [c.id for c in desk.claims()] == ["c1", "c2"]


def test_two_voices_are_two_origins() -> None:
    (claim,) = Desk("The dam broke.", "A dam has broken.").match("a1.1", "a2.1").claims()
    assert claim.origins == 2


def test_one_agency_is_one_origin() -> None:
    desk = Desk("The dam broke.", "A dam has broken.", sources=("Coastwire", "Coastwire"))
    assert desk.match("a1.1", "a2.1").claims()[0].origins == 1


def test_one_long_quotation_is_one_origin_and_a_short_one_is_not() -> None:
    said = "we will rebuild every mill along the river"
    desk = Desk(f'"{said}," he said.', f'He said: "{said}".', quotes={"a1.1": said, "a2.1": said})
    assert desk.match("a1.1", "a2.1").claims()[0].origins == 1
    short = Desk(
        '"we will rebuild," he said.',
        'He: "we will rebuild".',
        quotes=dict.fromkeys(("a1.1", "a2.1"), "we will rebuild"),
    )
    assert short.match("a1.1", "a2.1").claims()[0].origins == 2


def test_the_order_of_matches_does_not_matter() -> None:
    desk = Desk("Nine died.\nIt rained.", "Nine people died.\nRain fell.", "Nine dead.\nThere was rain.")
    for n in ("1", "2"):
        for x, y in (("a1", "a2"), ("a2", "a3"), ("a1", "a3")):
            desk.match(f"{x}.{n}", f"{y}.{n}", 0.7)
    first = desk.claims()
    desk.matches.reverse()
    assert desk.claims() == first


def test_two_sources_with_one_long_quotation_are_noted_as_one_origin():
    said = "we will sign the pact in the spring"
    desk = Desk(f"He said: {said}.", f"So he put it: {said}.", "He promised to sign in spring.",
                quotes={"a1.1": said, "a2.1": said})  # fmt: skip
    desk.match("a1.1", "a2.1").match("a1.1", "a3.1").match("a2.1", "a3.1")
    claims = desk.claims()
    (found,) = shared_origins(claims, desk.statements, desk.articles, {"a1": "one", "a2": "two", "a3": "three"})
    assert (found.rule, found.level.value) == ("shared-origin", "info")
    assert found.message == f"one and two both rest on the same quotation, “{said}”: one origin, not two."
    assert claims[0].origins == 2


def test_two_texts_of_one_agency_are_noted_as_one_origin():
    desk = Desk("Nine died.", "Nine people died.", sources=("AP", "AP")).match("a1.1", "a2.1")
    (found,) = shared_origins(desk.claims(), desk.statements, desk.articles, {"a1": "one", "a2": "two"})
    assert found.message == "one and two both rest on AP: one origin, not two."


def test_other_words_are_no_shared_origin():
    desk = Desk("Nine died.", "Nine people died.", sources=("AP", "Post")).match("a1.1", "a2.1")
    assert shared_origins(desk.claims(), desk.statements, desk.articles, {"a1": "one", "a2": "two"}) == []


def test_articles_that_were_not_compared_say_nothing_against_a_claim():
    desk = Desk("Nine died.", "Nine people died.", "Nine were killed.").match("a1.1", "a2.1").match("a1.1", "a3.1")
    compared = {frozenset(("a1", "a2")), frozenset(("a1", "a3"))}
    (claim,) = join(desk.matches, desk.statements, desk.articles, 0.2, compared)
    assert claim.statements == ("a1.1", "a2.1", "a3.1")
    assert claim.silent == ()
    assert len(desk.claims()[0].statements) == 2
