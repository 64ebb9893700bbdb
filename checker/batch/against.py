"""One incoming story -> the stories of its event in an archive: a folder, or a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from checker import __version__
from checker.batch.corpus import articles, digest
from checker.batch.events import DAYS, Lead, companions, lead_text, terms
from checker.batch.run import leads
from checker.batch.store import Store
from checker.batch.work import MOST
from checker.config import Config
from checker.embed import Encoder
from checker.errors import InputError
from checker.model import Article, Report, Skipped
from checker.pipeline import Models, check_articles
from checker.progress import Meter


def compare(incoming: Article, archive: str, config: Config, meter: Meter) -> Report:
    """Compare a story with those of its event; a report with this one article where the archive holds none."""
    models = Models.load(config)
    skipped: list[Skipped] = []
    if Path(archive).is_dir():
        with Store(":memory:") as kept:
            fill(kept, archive, config, skipped)
            found = told_of(incoming, kept, models.encoder, meter)
    else:
        with Store(archive, to_read=True) as kept:
            found = told_of(incoming, kept, models.encoder, meter)
    return report(incoming, found, archive, config, models, skipped)


def report(
    incoming: Article,
    found: Sequence[Article],
    archive: str,
    config: Config,
    models: Models,
    skipped: Sequence[Skipped] = (),
) -> Report:
    """Compare a story with those that were found for it, not those with each other."""
    if found:
        return check_articles((incoming, *found), config, models=models, first_alone=True, skipped=skipped)
    return Report(
        version=__version__,
        models=models.infos,
        config=config.public(),
        articles=(incoming,),
        statements=(),
        matches=(),
        findings=(),
        skipped=tuple(skipped),
        notices=(f"{archive} holds no other story of its event: nothing was compared",),
    )


def fill(kept: Store, folder: str, config: Config, skipped: list[Skipped]) -> None:
    """Put all stories of a folder into a store; what cannot be read is named in ``skipped``."""
    with kept.writing():
        for article in articles([folder], config):
            if isinstance(article, InputError):
                skipped.append(Skipped(article.path or "", article.reason))
            else:
                kept.add(digest(article), article)


def _moved(day: date, days: int) -> date:
    """Return a day some days off, within what a date can be."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def told_of(incoming: Article, kept: Store, encoder: Encoder | None, meter: Meter) -> list[Article]:
    """Return the stories of the same event, the likeliest first, as a2, a3 ...; never the story itself."""
    day = incoming.published
    near = kept.digests(_moved(day, -DAYS), _moved(day, DAYS)) if day else kept.digests()
    own = digest(incoming)
    known = leads([d for d in near if d != own], kept, encoder, meter)
    vector = None
    if encoder is not None:
        vector = np.asarray(encoder.encode([lead_text(incoming)])[0], np.float32)
    lead = Lead(own, day.toordinal() if day else None, vector, terms(incoming))
    words = " ".join(incoming.text.split())
    found: list[Article] = []
    for place in companions(lead, known):
        article = kept.article(known[place].digest, "a2")
        if article.path == incoming.path:
            continue  # what stood in the file before is no second source
        # The same text under another date is the same story, carried elsewhere.
        if " ".join(article.text.split()) not in {words, *(" ".join(a.text.split()) for a in found)}:
            found.append(replace(article, id=f"a{len(found) + 2}"))
        if len(found) == MOST:
            break
    return found
