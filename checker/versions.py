"""Articles of which some are later versions of others: the last one counts, the others are set aside.

An UPDATE with a new toll corrects its own earlier text; it is not a second source that says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from checker.model import Article, Skipped

_REVISED = re.compile(r"UPDATE|WRAPUP|WRITETHRU|LEAD|ADD|CORRECT|REFILE|CLARIFICATION|KILL|WITHDRAWN")
_GONE = ("KILL", "WITHDRAWN")
_UNIQUE = ("urn:", "tag:", "http://", "https://")


def thread(article: Article) -> str | None:
    """Return what all versions of a story share: its source with its identifier or slug; ``None`` without either.

    An identifier that is made to be unique in the world needs no source: two desks may both have a story "1".
    """
    told = dict(article.metadata)
    name = told.get("guid") or told.get("slug")
    if not name or not (article.source or name.startswith(_UNIQUE)):
        return None
    return f"{(article.source or '').casefold()}\0{name}"


def age(article: Article) -> tuple[int, str, int, str]:
    """Return what versions are ordered by: version number, time, number of the update, day."""
    told = dict(article.metadata)
    status = told.get("status", "")
    number = re.search(r"\d+", told.get("version", ""))
    update = re.search(r"\d+", status)
    revised = int(update[0]) if update else int(bool(_REVISED.match(status)))
    return (
        int(number[0][:9]) if number else 0,
        _moment(told.get("versioncreated", "")),
        revised,
        article.published.isoformat() if article.published else "",
    )


def _moment(text: str) -> str:
    """Return a time in UTC as text that sorts, or the text as it is where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.astimezone(UTC).isoformat() if moment.tzinfo is not None else text


def newest(articles: Sequence[Article]) -> tuple[list[Article], list[Skipped]]:
    """Return the last version of every story, in order, and the others with the reason they are set aside.

    Two texts with one identifier and nothing that tells which came later are kept both. A story that its agency has
    killed is set aside with all its versions.
    """
    kept, gone = list(articles), []
    for article in articles:
        others = [a for a in articles if a is not article and _versions(a, article)]
        killed = next((a for a in (article, *others) if dict(a.metadata).get("status", "").startswith(_GONE)), None)
        later = max(others, key=age, default=None)
        if killed is not None:
            reason = "it was withdrawn" if killed is article else f"it was withdrawn by {killed.path}"
        elif later is not None and age(later) > age(article):
            reason = f"{later.path} is a later version of it"
        else:
            continue
        kept = [a for a in kept if a is not article]
        gone.append(Skipped(article.path, reason))
    return kept, gone


def _versions(one: Article, other: Article) -> bool:
    """Tell whether both are versions of one story: by identifier, or by source and headline where one is an update."""
    mine = thread(one)
    if mine is not None and mine == thread(other):
        return True
    named = one.source and one.source == other.source and one.headline and one.headline == other.headline
    statuses = (dict(a.metadata).get("status", "") for a in (one, other))
    return bool(named) and any(_REVISED.match(s) for s in statuses)
