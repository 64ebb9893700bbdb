"""Arguments of the command line -> file names, in a stable order."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from checker.errors import InputError
from checker.read.sniff import HEAD, is_news

SUFFIXES = (".txt", ".md")
"""What is taken from a folder; a file that is named is read whatever its suffix."""

WIRE = (".html", ".htm", ".xml", ".nitf", ".newsml", ".rss", ".atom", ".json", ".jsonl", ".ndjson", ".docx")
"""What is taken from a folder too, XML and JSON only where they begin as a news format does.

A PDF is only read where it is named: a folder's may be the page that the text beside it came from.
"""


def discover(arguments: Sequence[str]) -> list[str]:
    """Return the files that the arguments name: files as they are, a folder's articles, a pattern's matches.

    A folder gives its own articles (``SUFFIXES``, ``WIRE``) by name, not those of its subfolders, none hidden. ``-``
    stands for standard input. A file named twice is returned once. Raises ``InputError`` for what does not exist.
    """
    found: dict[str, None] = {}
    for argument in arguments:
        found.update(dict.fromkeys(_expand(argument)))
    return list(found)


def _expand(argument: str) -> list[str]:
    if argument == "-":
        return ["-"]
    path = Path(argument)
    try:
        if path.is_dir():
            return _folder(path, argument)
        if path.exists():
            return [argument]
    except (OSError, ValueError):
        raise InputError("is no file name", path=argument[:200], hint="check the name") from None
    if glob.has_magic(argument):
        matches = sorted(m for m in glob.glob(argument, recursive=True) if Path(m).is_file())  # noqa: PTH207
        if matches:
            return matches
        raise InputError("matches no file", path=argument, hint="check the pattern")
    raise InputError("does not exist", path=argument, hint="check the name")


def _folder(path: Path, argument: str) -> list[str]:
    files = sorted(str(p) for p in path.iterdir() if not p.name.startswith(".") and p.is_file() and meant(p))
    if not files:
        raise InputError("holds no articles", path=argument, hint="put .txt or .md files there")
    return files


def meant(path: Path) -> bool:
    """Tell whether a folder's file looks like an article: by its suffix, XML and JSON by how they begin."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return True
    if suffix not in WIRE:
        return False
    try:
        with path.open("rb") as file:
            return is_news(file.read(HEAD), suffix)
    except OSError:
        return True  # reading it says why
