"""Articles made ready for comparing: statements, facts and vectors; and which of them tell of one event."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from checker.align.features import Array
from checker.embed import Encoder
from checker.errors import InputError
from checker.event import same_event
from checker.facts import extract
from checker.model import Article, Skipped, Statement
from checker.split import split

MAX_CLAIMS = 600
"""Statements of an article that are compared with each other's at most: a long magazine piece has 300, and time grows
with the product of both."""


@dataclass(frozen=True)
class Story:
    """An article with its statements and the vectors of its claims."""

    article: Article
    statements: tuple[Statement, ...]
    claims: tuple[Statement, ...]
    vectors: Array | None
    """Shape (claims, dimensions), unit rows; ``None`` without an encoder."""

    def cosine(self, other: Story) -> Array | None:
        """Return the cosines of all claims of both, rounded so that they do not depend on the order of summing."""
        if self.vectors is None or other.vectors is None:
            return None
        result: Array = np.round(self.vectors @ other.vectors.T, 4)
        return result


def prepare(article: Article, encoder: Encoder | None) -> Story:
    """Split an article, extract the facts and encode the claims; raises ``InputError`` where nothing is claimed."""
    statements = tuple(extract(s, article) for s in split(article))
    claims = tuple(s for s in statements if s.claims)
    if not claims:
        raise InputError("no statement was found in it", path=article.path, hint="is it an article?")
    if len(claims) > MAX_CLAIMS:
        raise InputError(
            f"it has {len(claims):,} statements, and at most {MAX_CLAIMS} are compared",
            path=article.path,
            hint="split it into its stories",
        )
    vectors = encoder.encode([s.text for s in claims]).astype(np.float64) if encoder is not None else None
    return Story(article, statements, claims, vectors)


def same_story(stories: list[Story], *, first_alone: bool = False) -> tuple[list[Story], list[Skipped]]:
    """Keep the largest group of articles on one event, or with ``first_alone`` those on the first one's event.

    The others are named as skipped; raises ``InputError`` where fewer than two are left.
    """
    related = {
        (a.article.id, b.article.id): same_event(a.claims, b.claims, a.cosine(b)) for a, b in combinations(stories, 2)
    }
    groups: list[list[Story]] = []
    for story in stories:
        near = [g for g in groups if any(related[o.article.id, story.article.id] for o in g)]
        groups = [g for g in groups if g not in near] + [[s for g in near for s in g] + [story]]
    largest = max(groups, key=lambda g: (first_alone and stories[0] in g, len(g), -stories.index(g[0])))
    if len(largest) < 2:
        paths = " and ".join(s.article.path for s in stories)
        raise InputError("the articles do not tell of the same event", path=paths, hint="name articles on one event")
    kept = [s for s in stories if s in largest]
    return kept, [
        Skipped(s.article.path, "it does not tell of the event of the others") for s in stories if s not in largest
    ]
