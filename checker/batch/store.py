"""The store: one SQLite file with stories, their leads, the reports on events, and people's verdicts.

Write-ahead logging lets several processes read while one writes, and a second writer waits its turn. The form of the
file is numbered (``PRAGMA user_version``) and brought up to date when it is opened; a newer one is refused.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from checker.batch.events import Lead
from checker.errors import InputError
from checker.model import Article

WAIT = 60.0
"""Seconds that a writer waits for another."""
APPLICATION = 0x63686B73
"""What marks the file as a store (``PRAGMA application_id``)."""

MIGRATIONS = (
    """
    CREATE TABLE articles (
        digest TEXT PRIMARY KEY, path TEXT NOT NULL, source TEXT, headline TEXT, published TEXT, published_from TEXT,
        translated INTEGER NOT NULL, metadata TEXT NOT NULL, text BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX articles_published ON articles (published);
    CREATE INDEX articles_path ON articles (path);
    CREATE TABLE leads (
        digest TEXT NOT NULL, model TEXT NOT NULL, vector BLOB, terms BLOB NOT NULL, PRIMARY KEY (digest, model)
    ) WITHOUT ROWID;
    CREATE TABLE events (key TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (key, digest)) WITHOUT ROWID;
    CREATE TABLE reports (work TEXT PRIMARY KEY, key TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE verdicts (
        fingerprint TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, by TEXT, given TEXT NOT NULL,
        PRIMARY KEY (fingerprint, given)
    ) WITHOUT ROWID;
    """,
)
"""One script a version of the form, in order; a script that was released is never changed."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each a store holds, and its size in bytes."""

    articles: int
    leads: int
    events: int
    reports: int
    verdicts: int
    size: int


class Store:
    """An open store; use it as a context manager."""

    def __init__(self, path: str, *, must_exist: bool = False, to_read: bool = False) -> None:
        """Open or make the file; raises ``InputError`` where it is no store or of a newer form.

        ``to_read`` opens one that is there and changes nothing in it, not even its form.
        """
        self.path, self.to_read = path, to_read
        if (must_exist or to_read) and not Path(path).is_file():
            raise InputError("there is no store here", path=path, hint="check batch makes one")
        try:
            if to_read:
                self._base = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT)
            else:
                self._base = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
            form = self._form()
            if not to_read:
                self._base.execute("PRAGMA journal_mode = WAL")
                self._base.execute("PRAGMA synchronous = NORMAL")
                self._migrate()
            elif form < len(MIGRATIONS):
                raise InputError("was written by an older checker", path=path, hint="check batch brings it up to date")
        except sqlite3.Error as error:
            raise InputError(f"cannot be opened as a store ({error})", path=path, hint="name another file") from None

    def _form(self) -> int:
        """Return the form of the file, nought for an empty one; raises ``InputError`` where it is none of ours."""
        form = int(self._base.execute("PRAGMA user_version").fetchone()[0])
        mark = int(self._base.execute("PRAGMA application_id").fetchone()[0])
        tables = self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if mark != APPLICATION and (mark or form or tables):
            raise InputError("is a database of something else", path=self.path, hint="name another file")
        if form > len(MIGRATIONS):
            raise InputError(f"was written by a newer checker (form {form})", path=self.path, hint="update checker")
        return form

    def _migrate(self) -> None:
        with self.writing():
            for script in MIGRATIONS[self._form() :]:
                for statement in script.split(";"):
                    self._base.execute(statement)
            self._base.execute(f"PRAGMA application_id = {APPLICATION}")
            self._base.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def __enter__(self) -> Store:
        """Return the store."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._base.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do several writes as one: all of them or none; raises ``InputError`` where the file cannot be written."""
        try:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            raise InputError(f"cannot be written ({error})", path=self.path, hint="what is in it is kept") from None

    # ---- stories ----

    def has(self, digest: str) -> bool:
        """Tell whether the story is there."""
        return self._base.execute("SELECT 1 FROM articles WHERE digest = ?", (digest,)).fetchone() is not None

    def add(self, digest: str, article: Article) -> None:
        """Keep a story under the path it has now; what stood in the same file before goes."""
        if "#" not in article.path:
            self._base.execute("DELETE FROM articles WHERE path = ? AND digest != ?", (article.path, digest))
        self._base.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (digest) DO UPDATE SET path = excluded.path",
            (
                digest,
                article.path,
                article.source,
                article.headline,
                article.published.isoformat() if article.published else None,
                article.published_from,
                article.translated,
                json.dumps(article.metadata),
                zlib.compress(article.text.encode("utf-8", "surrogatepass")),
            ),
        )

    def article(self, digest: str, id: str) -> Article:
        """Return a story under an id; raises ``KeyError`` where it is not there."""
        row = self._base.execute(
            "SELECT path, source, headline, published, published_from, translated, metadata, text"
            " FROM articles WHERE digest = ?",
            (digest,),
        ).fetchone()
        if row is None:
            raise KeyError(digest)
        path, source, headline, published, origin, translated, metadata, text = row
        return Article(
            id=id,
            path=path,
            text=zlib.decompress(text).decode("utf-8", "surrogatepass"),
            source=source,
            headline=headline,
            published=date.fromisoformat(published) if published else None,
            published_from=origin,
            translated=bool(translated),
            metadata=tuple((k, v) for k, v in json.loads(metadata)),
        )

    def digests(self, first: date | None = None, last: date | None = None) -> list[str]:
        """Return the stories published between two days (and those without a date), or all."""
        rows = self._base.execute(
            "SELECT digest FROM articles WHERE published IS NULL"
            " OR (published >= coalesce(?, published) AND published <= coalesce(?, published)) ORDER BY digest",
            (first.isoformat() if first else None, last.isoformat() if last else None),
        )
        return [r[0] for r in rows]

    # ---- leads ----

    def put_lead(self, lead: Lead, model: str) -> None:
        """Keep what grouping needs of a story; ``model`` is the digest of the encoder, or empty."""
        vector = None if lead.vector is None else lead.vector.astype(np.float32).tobytes()
        terms = zlib.compress(json.dumps(lead.terms, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        self._base.execute("INSERT OR REPLACE INTO leads VALUES (?, ?, ?, ?)", (lead.digest, model, vector, terms))

    def lead(self, digest: str, model: str) -> Lead | None:
        """Return what grouping needs of a story, or ``None`` where this encoder has not read it."""
        row = self._base.execute(
            "SELECT l.vector, l.terms, a.published FROM leads l JOIN articles a USING (digest)"
            " WHERE digest = ? AND model = ?",
            (digest, model),
        ).fetchone()
        if row is None:
            return None
        vector, terms, published = row
        return Lead(
            digest,
            date.fromisoformat(published).toordinal() if published else None,
            None if vector is None else np.frombuffer(vector, np.float32),
            json.loads(zlib.decompress(terms)),
        )

    # ---- events and reports ----

    def put_event(self, key: str, members: Sequence[str]) -> None:
        """Keep which stories an event holds; an event that shares a story with it is gone, and its report with it."""
        marks = ", ".join("?" * len(members))
        old = f"SELECT key FROM events WHERE key != ? AND digest IN ({marks})"  # noqa: S608 (question marks alone)
        self._base.execute(f"DELETE FROM reports WHERE key IN ({old})", (key, *members))  # noqa: S608
        self._base.execute(f"DELETE FROM events WHERE key IN ({old})", (key, *members))  # noqa: S608
        self._base.executemany("INSERT OR IGNORE INTO events VALUES (?, ?)", [(key, m) for m in members])

    def put_report(self, work: str, key: str, body: bytes) -> None:
        """Keep the outcome of comparing an event; ``work`` names what was compared, how, and by which models."""
        self._base.execute("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", (work, key, body))

    def report(self, work: str) -> bytes | None:
        """Return the outcome, or ``None`` where this was not compared yet."""
        row = self._base.execute("SELECT body FROM reports WHERE work = ?", (work,)).fetchone()
        return None if row is None else bytes(row[0])

    def has_report(self, work: str) -> bool:
        """Tell whether this was compared."""
        return self._base.execute("SELECT 1 FROM reports WHERE work = ?", (work,)).fetchone() is not None

    def copy_from(self, other: str) -> int:
        """Take over the reports of another store; returns how many were new."""
        before = self._count("reports")
        with Store(other, to_read=True) as source, self.writing():
            for row in source._base.execute("SELECT work, key, body FROM reports ORDER BY work"):
                self._base.execute("INSERT OR IGNORE INTO reports VALUES (?, ?, ?)", row)
        return self._count("reports") - before

    # ---- care ----

    def put_verdict(self, fingerprint: str, verdict: str, reason: str, by: str | None, given: date) -> None:
        """Keep what a person decided on a finding."""
        self._base.execute(
            "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?)",
            (fingerprint, verdict, reason, by, given.isoformat()),
        )

    def verdicts(self) -> list[tuple[str, str, str, str | None, str]]:
        """Return all verdicts: fingerprint, verdict, reason, by, day."""
        return list(self._base.execute("SELECT * FROM verdicts ORDER BY fingerprint, given"))

    def counts(self) -> Counts:
        """Count what is there."""
        size = sum(p.stat().st_size for s in ("", "-wal") if (p := Path(self.path + s)).exists())
        events = int(self._base.execute("SELECT count(DISTINCT key) FROM events").fetchone()[0])
        return Counts(
            self._count("articles"),
            self._count("leads"),
            events,
            self._count("reports"),
            self._count("verdicts"),
            size,
        )

    def _count(self, table: str) -> int:
        return int(self._base.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (our own names)

    def gc(self, before: date | None) -> int:
        """Drop stories published before a day, reports on events that are gone, and shrink the file; returns stories.

        Verdicts stay: a person gave them.
        """
        with self.writing():
            dropped = 0
            if before is not None:
                dropped = self._base.execute("DELETE FROM articles WHERE published < ?", (before.isoformat(),)).rowcount
            gone = "SELECT digest FROM articles"
            self._base.execute(f"DELETE FROM leads WHERE digest NOT IN ({gone})")  # noqa: S608
            # An event that lost a story is another event now; its report, which holds the lost text, can be made again.
            lost = f"SELECT key FROM events WHERE digest NOT IN ({gone})"  # noqa: S608
            self._base.execute(f"DELETE FROM reports WHERE key IN ({lost})")  # noqa: S608
            self._base.execute(f"DELETE FROM events WHERE key IN ({lost})")  # noqa: S608
            self._base.execute("DELETE FROM reports WHERE key NOT IN (SELECT key FROM events)")
        self._base.execute("VACUUM")
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return dropped

    def export(self) -> Iterator[dict[str, Any]]:
        """Yield every story, event and verdict as a plain dict, for JSON Lines."""
        for (digest,) in self._base.execute("SELECT digest FROM articles ORDER BY published, digest"):
            a = self.article(digest, "a1")
            yield {
                "type": "article",
                "digest": digest,
                "path": a.path,
                "source": a.source,
                "title": a.headline,
                "published": a.published.isoformat() if a.published else None,
                "text": a.text,
            }
        for key, members in self._base.execute(
            "SELECT key, group_concat(digest, ' ') FROM (SELECT * FROM events ORDER BY key, digest) GROUP BY key"
        ):
            yield {"type": "event", "key": key, "articles": members.split(" ")}
        for fingerprint, verdict, reason, by, given in self.verdicts():
            yield {
                "type": "verdict",
                "fingerprint": fingerprint,
                "verdict": verdict,
                "reason": reason,
                "by": by,
                "given": given,
            }
