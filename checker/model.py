"""Every noun of the checker, as frozen dataclasses.

Offsets are half-open ranges of Unicode code points into ``Article.text``, which is never changed after reading.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A half-open range of code points into one article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the text this span cuts out."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Kind(enum.StrEnum):
    """What a statement is on the page."""

    CLAIM = "claim"
    HEADLINE = "headline"
    SUBHEADING = "subheading"
    DATELINE = "dateline"
    """A dateline, date header, byline or agency line: it dates and credits the article and claims nothing."""
    QUOTE = "quote"
    """A sentence that stands wholly inside quotation marks."""


class Standing(enum.StrEnum):
    """How well a reader can check who is credited; earlier in the list is stronger."""

    NAMED = "named"
    OFFICIAL = "official"
    """A body or an office holder without a name: police, the ministry, a spokeswoman."""
    MEDIA = "media"
    """Another outlet: as The Hill notes."""
    ANONYMOUS = "anonymous"
    """People who are not named: citing sources, two people briefed on the plans."""
    IMPERSONAL = "impersonal"
    """It is noted, reportedly."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is credited with what a statement says."""

    span: Span
    """The crediting words: ``the State Department said``."""
    source: str
    """Who is credited, as written: ``the State Department``; empty when impersonal."""
    standing: Standing
    via: str | None = None
    """The outlet the claim came through: ``The Hill`` in ``as The Hill notes, citing sources``."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words inside quotation marks; a quotation that runs over several statements gives one quote to each."""

    span: Span
    """The quoted words without the marks."""
    speaker: str | None
    elisions: tuple[Span, ...] = ()
    """``...``, ``(...)``, ``[...]`` and ``…`` inside the quotation."""


class Bound(enum.StrEnum):
    """How a date limits an event."""

    ON = "on"
    BY = "by"
    UNTIL = "until"
    AT_LEAST_UNTIL = "at least until"
    FROM = "from"
    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class DateFact:
    """A point or stretch of time as an interval ``[start, end)``."""

    span: Span
    start: datetime
    end: datetime
    granularity: str
    """``minute``, ``hour``, ``daypart``, ``day``, ``week``, ``month``, ``quarter``, ``season``, ``year``."""
    bound: Bound = Bound.ON
    approximate: bool = False
    relative: bool = False
    """Said relative to the article's date (``on Friday``, ``last month``), so one source may count from another day."""


class Modality(enum.StrEnum):
    """How firmly an amount is given."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    RANGE = "range"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as an interval ``[low, high]`` in its base unit."""

    span: Span
    low: float
    high: float
    unit: str | None
    """``percent``, ``percentage point``, ``USD``, ``m``, ``kg``, ``s``, ``degC`` ...; ``None`` for a plain count."""
    counted: str | None
    """What is counted, normalised: ``dead``, ``injured``, ``missing``, ``job``, ``vessel``; ``None`` if not found."""
    modality: Modality = Modality.EXACT
    ordinal: bool = False

    @property
    def unknown(self) -> bool:
        """Tell whether the statement says that the amount is not known or not given."""
        return self.modality is Modality.UNKNOWN


@dataclass(frozen=True, slots=True)
class Name:
    """A person, body or place named in a statement."""

    span: Span
    text: str
    key: tuple[str, ...]
    """Folded words without titles and articles: ``("high", "military", "commission")``."""
    title: str | None = None
    kind: str | None = None
    """``person``, ``body``, ``place`` where the words show it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that sets certainty, polarity, a condition and the like."""

    span: Span
    kind: str
    """``negation``, ``opposite``, ``certainty``, ``commitment``, ``condition``, ``caveat``, ``cause``, ``stage``,
    ``scope``, ``actor``, ``earlier``, ``discourse``."""
    value: str
    """The class within the kind: certainty ``planned``, stage ``begun``, scope ``all`` ..."""
    scope: Span | None = None
    """The words it governs, where that was found."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The typed facts of one statement, each with its span."""

    dates: tuple[DateFact, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    names: tuple[Name, ...] = ()
    cues: tuple[Cue, ...] = ()

    def of(self, kind: str) -> tuple[Cue, ...]:
        """Return the cues of one kind."""
        return tuple(c for c in self.cues if c.kind == kind)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, heading or dateline of an article."""

    id: str
    """``a1.3``: the article's id and the place in it, from 1."""
    article: str
    index: int
    """Place in the article, from 0."""
    span: Span
    text: str
    kind: Kind = Kind.CLAIM
    quotes: tuple[Quote, ...] = ()
    attribution: Attribution | None = None
    facts: Facts = field(default_factory=Facts)

    @property
    def claims(self) -> bool:
        """Tell whether the statement claims something about the event (a dateline does not)."""
        return self.kind is not Kind.DATELINE

    @property
    def heading(self) -> bool:
        """Tell whether the statement is a headline or a sub-heading."""
        return self.kind in (Kind.HEADLINE, Kind.SUBHEADING)

    def cut(self, span: Span) -> str:
        """Return the words of a span of the article that lies within the statement."""
        return self.text[span.start - self.span.start : span.end - self.span.start]


@dataclass(frozen=True, slots=True)
class Article:
    """One source's text as it was read, and what its first lines say about it."""

    id: str
    """``a1``, ``a2`` ... in the order of the command line."""
    path: str
    text: str
    source: str | None = None
    headline: str | None = None
    published: date | None = None
    published_from: str | None = None
    """``header``, ``dateline``, ``metadata`` or ``option``."""
    language: str = "en"
    translated: bool = False
    """The text shows signs of machine or foreign-agency translation, so quoted words are not the speaker's own."""
    metadata: tuple[tuple[str, str], ...] = ()
    """Further facts of the wire formats (slug, version, byline), as name and value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pair model says of two texts, as probabilities in 0..1."""

    same: float | None
    """Both tell the same fact, whether or not they agree on it; ``None`` where the model has no such answer."""
    entailment: float
    """Left entails right."""
    entailment_back: float
    """Right entails left."""
    neutral: float
    contradiction: float
    agree: float | None = None
    differ: float | None = None
    conflict: float | None = None
    kind: str | None = None
    """The rule that a difference would fall under, if there is one; ``None`` where the model names none."""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two statements of two articles that tell, or may tell, the same fact."""

    left: Statement
    right: Statement
    left_article: Article
    right_article: Article
    score: float
    """Probability in 0..1 that both tell the same fact, from the alignment model."""
    same: bool
    """The score is at or above the threshold; below it the pair is only ``related``."""
    features: tuple[tuple[str, float], ...] = ()
    """What the score was made of, by name: the reasons that ``--why`` prints."""
    reading: Reading | None = None
    left_next: Statement | None = None
    """The statement that follows in the left article, where a caveat may stand."""
    right_next: Statement | None = None

    def swapped(self) -> Alignment:
        """Return the same two statements with left and right exchanged; what models read of them stays as it is."""
        return replace(
            self,
            left=self.right,
            right=self.left,
            left_article=self.right_article,
            right_article=self.left_article,
        )


class Level(enum.IntEnum):
    """How two statements compare in one respect; silence (ABSENT) is not disagreement."""

    ABSENT = 0
    SAME = 1
    COMPATIBLE = 2
    CONFLICT = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one comparator measured on one alignment. It has no severity: that is decided later."""

    comparator: str
    level: Level
    rule: str | None = None
    """The rule of the rule table this is evidence for; ``None`` at SAME."""
    left: Span | None = None
    """The deciding words in the left article."""
    right: Span | None = None
    left_says: str = ""
    """A short phrase for the message: ``12 dead``, ``no date``; never markup."""
    right_says: str = ""
    hint: bool = False
    """The values are apart, and nothing but the judge can tell whether they are of one thing: evidence, weaker than a
    rule that fired."""
    gate: str | None = None
    """The gate that silences it; a gated comparison is kept as evidence and raises nothing."""

    def mirrored(self) -> Comparison:
        """Return the comparison as it is with left and right exchanged."""
        return replace(self, left=self.right, right=self.left, left_says=self.right_says, right_says=self.left_says)


class Severity(enum.StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Order for gates: info 0, warning 1, error 2."""
        return ("info", "warning", "error").index(self.value)


class Relation(enum.StrEnum):
    """How two aligned statements stand to each other."""

    RELATED = "related"
    AGREE = "agree"
    DIFFER = "differ"
    CONFLICT = "conflict"

    @property
    def rank(self) -> int:
        """Order from weakest to strongest."""
        return ("related", "agree", "differ", "conflict").index(self.value)


@dataclass(frozen=True, slots=True)
class Location:
    """One passage of a finding, with the deciding words inside it."""

    article: str
    span: Span
    text: str
    highlights: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One step of the way to a finding, for ``--why`` and for the JSON."""

    kind: str
    """``alignment``, ``comparison``, ``gate``, ``reading``, ``neighbour``."""
    detail: str
    data: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a fact-checker should see, with both passages, a rule and one plain sentence."""

    fingerprint: str
    rule: str
    level: Severity
    relation: Relation | None
    """``None`` for an omission."""
    message: str
    locations: tuple[Location, ...]
    absent_from: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None
    suppressed: str | None = None
    """The reason the baseline gives, where the finding was accepted before."""


@dataclass(frozen=True, slots=True)
class Match:
    """An alignment as reported: two passages, how they stand, and the findings on them."""

    left: Location
    right: Location
    relation: Relation
    score: float
    findings: tuple[str, ...] = ()
    """Fingerprints."""
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact over all sources: who says it and who is silent."""

    id: str
    statements: tuple[str, ...]
    silent: tuple[str, ...]
    origins: int
    relation: Relation


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read or compared, with the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model that took part: its role (``encoder``, ``judge``), name and sha256."""

    role: str
    name: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run found, complete; reporters get this and nothing else."""

    version: str
    models: tuple[ModelInfo, ...]
    config: tuple[tuple[str, Any], ...]
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[str, ...] = ()
    """What a reader must know of this run: no model, a truncated statement, an undated article."""

    def article(self, identifier: str) -> Article:
        """Return the article with this id."""
        return next(a for a in self.articles if a.id == identifier)
