"""The whole line as one function: read -> split -> extract -> encode -> align -> compare -> decide -> report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from checker import __version__
from checker.align import Aligned, align
from checker.align.features import Array
from checker.claims import join, shared_origins
from checker.compare import compare
from checker.config import Config
from checker.decide import decide, locate, policy
from checker.embed import Encoder
from checker.embed import load as load_encoder
from checker.entail import Judge
from checker.entail import load as load_judge
from checker.errors import InputError, UsageError
from checker.model import Article, Finding, Match, ModelInfo, Report, Skipped
from checker.omissions import Missing, omissions
from checker.progress import SILENT, Progress
from checker.read import complete, discover, read_all
from checker.report.passages import labels
from checker.rules import OMISSIONS, selected
from checker.story import Story, prepare, same_story
from checker.versions import newest


def run(paths: Sequence[str], config: Config, *, stdin: bytes | None = None, progress: Progress = SILENT) -> Report:
    """Read and compare the files; raises ``CheckError`` where there is nothing to compare.

    A file that cannot be read is named in the report's ``skipped`` with the reason, if two others can be compared.
    """
    articles: list[Article] = []
    failed: list[InputError] = []
    for name in [name for path in paths for name in ([path] if path == "-" else discover([path]))]:
        try:
            articles += read_all(
                name,
                number=len(articles) + 1,
                data=stdin if name == "-" else None,
                encoding=config.encoding,
                as_of=config.as_of,
                skipped=failed,
            )
        except InputError as error:
            failed.append(error)
    if len(articles) < 2:
        if failed:
            raise failed[0]
        path = articles[0].path if articles else None
        raise UsageError("there is nothing to compare it with", path=path, hint="name two articles or more")
    skipped = [Skipped(e.path or "", e.reason) for e in failed]
    return check_articles(articles, config, skipped=skipped, progress=progress)


@dataclass(frozen=True, slots=True)
class Models:
    """The models that a run's settings name, opened once for as many comparisons as follow."""

    encoder: Encoder | None
    judge: Judge | None

    @classmethod
    def load(cls, config: Config, *, threads: int | None = None) -> Models:
        """Open them; raises ``ModelError`` where one is not there. ``threads`` is all cores unless given."""
        return cls(load_encoder(config.encoder, threads=threads), load_judge(config.judge, threads=threads))

    @property
    def infos(self) -> tuple[ModelInfo, ...]:
        """Return what the report says of them."""
        took_part = (("encoder", self.encoder), ("judge", self.judge))
        return tuple(ModelInfo(role, m.name, m.digest) for role, m in took_part if m is not None)


def check_articles(
    articles: Sequence[Article],
    config: Config,
    *,
    skipped: Sequence[Skipped] = (),
    progress: Progress = SILENT,
    models: Models | None = None,
    first_alone: bool = False,
) -> Report:
    """Compare articles that were read; the report holds everything, also what could not be compared.

    ``first_alone`` compares the first article with each of the others, and not those with each other.
    """
    _refuse_twins(articles)
    first = articles[0]
    articles, old = newest(articles)
    if len(articles) < 2:
        raise InputError(old[0].reason, path=old[0].path, hint="name the articles of another source")
    models = models or Models.load(config)
    encoder, judge = models.encoder, models.judge
    if first_alone and articles[0].id != first.id:
        raise InputError(next(s.reason for s in old if s.path == first.path), path=first.path)
    ready, unfit = _prepared(complete(articles), encoder, first_alone=first_alone)
    stories, elsewhere = same_story(ready, first_alone=first_alone)
    elsewhere = [*old, *unfit, *elsewhere]
    told = _Told(labels([s.article for s in stories]))
    pairs = [(stories[0], other) for other in stories[1:]] if first_alone else list(combinations(stories, 2))
    for left, right in pairs:
        progress.update(f"comparing {told.names[left.article.id]} and {told.names[right.article.id]}")
        _compare(left, right, judge, config, told)
    statements = {s.id: s for story in stories for s in story.statements}
    compared = {frozenset((a.article.id, b.article.id)) for a, b in pairs}
    claims = join(told.matches, statements, [s.article for s in stories], told.linked, compared)
    found = told.findings + _omitted(pairs, told, all_compared=not first_alone)
    found += shared_origins(claims, statements, [s.article for s in stories], told.names)
    kept = _once([f for f in found if selected(f.rule, config.select, config.ignore)])
    prints = {f.fingerprint for f in kept}
    matches = [replace(m, findings=tuple(f for f in m.findings if f in prints)) for m in told.matches]
    return Report(
        version=__version__,
        models=models.infos,
        config=config.public(),
        articles=tuple(s.article for s in stories),
        statements=tuple(statements.values()),
        matches=tuple(matches),
        findings=tuple(sorted(kept, key=_reading_order)),
        claims=claims,
        skipped=(*skipped, *elsewhere),
        notices=tuple(_notices(stories, encoder, judge, told.truncated)),
    )


def _prepared(
    articles: Sequence[Article], encoder: Encoder | None, *, first_alone: bool
) -> tuple[list[Story], list[Skipped]]:
    """Prepare the articles; one that cannot be compared is set aside if two others (or the first and another) can."""
    ready: list[Story] = []
    failed: list[InputError] = []
    for article in articles:
        try:
            ready.append(prepare(article, encoder))
        except InputError as error:
            if first_alone and article is articles[0]:
                raise
            failed.append(error)
    if len(ready) < 2:
        raise failed[0]
    return ready, [Skipped(e.path or "", e.reason) for e in failed]


@dataclass
class _Told:
    """What the comparisons of all pairs of articles have told so far."""

    names: dict[str, str]
    """What messages call each article."""
    matches: list[Match] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    best: dict[tuple[str, str], float] = field(default_factory=dict)
    """(statement, other article) -> highest probability that the other tells the same fact."""
    near: dict[tuple[str, str], tuple[float, str | None]] = field(default_factory=dict)
    """(statement, other article) -> the highest cosine to any statement there, and that statement."""
    paired: set[tuple[str, str]] = field(default_factory=set)
    """(statement, other article) that a match pairs."""
    truncated: int = 0
    omitted: float = 0.0
    linked: float = 0.0


def _compare(left: Story, right: Story, judge: Judge | None, config: Config, told: _Told) -> None:
    cosine = left.cosine(right)
    sides = (left.article, left.statements), (right.article, right.statements)
    aligned = align(*sides, cosine, judge, floor=config.candidate_floor)
    told.truncated += aligned.truncated
    told.omitted, told.linked = aligned.weights.omitted, aligned.weights.threshold / 2
    _remember(aligned, left, right, cosine, told)
    worth = policy("judge" if judge is not None else "rules")
    names = told.names[left.article.id], told.names[right.article.id]
    for pair in aligned.pairs:
        decision = decide(pair, compare(pair) if pair.same else (), names, worth)
        told.findings += decision.findings
        a, b = locate(left.article, pair.left), locate(right.article, pair.right)
        own = [f for f in decision.findings if [x.span for x in f.locations] == [a.span, b.span]]
        prints = tuple(f.fingerprint for f in own)
        told.matches.append(Match(a, b, decision.relation, pair.score, prints, pair.features[:6]))
        if pair.same:
            told.paired |= {(pair.left.id, right.article.id), (pair.right.id, left.article.id)}
        for f in decision.findings:
            # A caveat stands behind the aligned statement: the caveat and what it limits are a pair of their own.
            if f not in own and f.relation is not None:
                x, y = f.locations
                told.matches.append(Match(x, y, f.relation, pair.score, (f.fingerprint,)))
                told.paired |= {(s.id, right.article.id) for s in left.claims if s.span == x.span}
                told.paired |= {(s.id, left.article.id) for s in right.claims if s.span == y.span}


def _remember(aligned: Aligned, left: Story, right: Story, cosine: Array | None, told: _Told) -> None:
    for story, other, best, table in (
        (left, right, aligned.best[0], cosine),
        (right, left, aligned.best[1], cosine.T if cosine is not None else None),
    ):
        for n, s in enumerate(story.claims):
            told.best[s.id, other.article.id] = best[s.id]
            if table is not None:
                told.near[s.id, other.article.id] = (float(table[n].max()), other.claims[int(table[n].argmax())].id)


def _omitted(pairs: Sequence[tuple[Story, Story]], told: _Told, *, all_compared: bool) -> list[Finding]:
    missing = []
    stories = list({s.article.id: s for pair in pairs for s in pair}.values())
    compared = {(a.article.id, b.article.id) for a, b in pairs}
    for story in stories:
        one = story.article.id
        others = [o.article.id for o in stories if {(one, o.article.id), (o.article.id, one)} & compared]
        for s in story.claims:
            absent = [o for o in others if told.best[s.id, o] < told.omitted and (s.id, o) not in told.paired]
            if absent:
                near, nearest = max((told.near.get((s.id, o), (0.0, None)) for o in absent), key=lambda n: n[0])
                missing.append(Missing(s, tuple(absent), near, nearest))
    articles = {s.article.id: s.article for s in stories}
    counts = {s.article.id: len(s.statements) for s in stories}
    return omissions(missing, articles, counts, told.names, all_compared=all_compared)


def _refuse_twins(articles: Sequence[Article]) -> None:
    seen: dict[str, str] = {}
    for a in articles:
        words = " ".join(a.text.split())
        if words in seen:
            raise UsageError(f"it has the same text as {seen[words]}", path=a.path, hint="name two different articles")
        seen[words] = a.path


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Say the same thing once: a sentence that stands twice in an article, a name that is written two ways."""
    kept: dict[object, Finding] = {}
    for f in findings:
        # two names are told apart by their words alone, wherever they stand
        variant = f.rule == "name-variant" and frozenset(
            x.text[s.start - x.span.start : s.end - x.span.start].casefold() for x in f.locations for s in x.highlights
        )
        # Which of several is kept must not depend on the order of the files.
        key = variant or f.fingerprint
        if key not in kept or f.fingerprint < kept[key].fingerprint:
            kept[key] = f
    return list({f.fingerprint: f for f in kept.values()}.values())


def _reading_order(f: Finding) -> tuple[int, bool, list[tuple[int, int]], str]:
    return (-f.level.rank, f.rule in OMISSIONS, [(int(x.article[1:]), x.span.start) for x in f.locations], f.rule)


def _notices(stories: Sequence[Story], encoder: Encoder | None, judge: Judge | None, truncated: int) -> list[str]:
    notices = []
    if encoder is None:
        notices.append("no encoder took part: statements are aligned by words and facts alone, and fewer are found")
    if judge is None:
        notices.append("no judge took part: differences in wording alone are not seen")
    if truncated:
        notices.append(f"{truncated} of the pairs read by the judge were longer than it reads, and were cut")
    undated = ", ".join(s.article.path for s in stories if s.article.published is None)
    if undated:
        notices.append(f"no date was found in {undated}: its relative dates are not compared (--as-of gives one)")
    return notices
