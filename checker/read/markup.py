"""XML and HTML bytes -> trees and paragraphs; the only place that builds parsers, and lxml is imported here alone.

No parser loads a DTD, a file or an address. A document that declares entities is refused, a bare DOCTYPE is fine.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5
from importlib import import_module
from typing import Any

from checker.errors import InputError
from checker.read.wordlists import words as listed

MAX_MARKUP = 10_000_000
"""Bytes of one document; a tree takes about ten times as much memory."""

BLOCKS = listed(
    """
    p div section article header footer main body h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr caption
    blockquote pre hr address details summary center
    """
)
"""Elements of HTML that stand apart from what is before and after them."""
SKIPPED = listed(
    """
    head script style template noscript figure figcaption aside nav form button select textarea svg
    math iframe object audio video canvas map
    """
)
"""Elements of HTML whose words are not the article's."""
CELLS = frozenset({"td", "th", "cell", "tab"})
BREAKS = frozenset({"br", "lb", "cr"})


def parse(data: bytes, path: str, encoding: str | None = None) -> Any:
    """Return the root element of an XML document; raises ``InputError`` where it is malformed or not safe to read."""
    etree = _etree()
    _cap(len(data), path)
    try:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            attribute_defaults=False,
            huge_tree=False,
            encoding=encoding,
        )
        root = etree.fromstring(data.strip(b" \t\r\n") if encoding is None else data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _malformed(str(error), path) from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise _entities(path)
    return root


def page(data: bytes, path: str, encoding: str | None = None) -> Any:
    """Return the root element of an HTML page, however it is written."""
    etree = _etree()
    _cap(len(data), path)
    try:
        parser = import_module("lxml.html").HTMLParser(no_network=True, huge_tree=False, encoding=encoding)
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError, AssertionError) as error:
        raise InputError(f"is no HTML that can be read ({_short(str(error))})", path=path, hint=_SAVE) from None
    if root is None:
        raise InputError("holds no words", path=path, hint="give a page with an article on it")
    return root


def fragment(text: str, path: str) -> Any:
    """Return the root element of a piece of HTML, as feeds and JSON carry it."""
    wrapped = f"<html><body>{text}</body></html>"
    return page(wrapped.encode("utf-8", "replace"), path, "utf-8")


def paragraphs(root: Any, blocks: frozenset[str] = BLOCKS, skipped: frozenset[str] = SKIPPED) -> list[str]:
    """Return the paragraphs below an element, white space folded, in order; two line breaks end a paragraph."""
    found: list[str] = []
    lines: list[list[str]] = [[]]
    for piece in _pieces(root, blocks, skipped):
        if piece is _LINE:
            lines.append([])
        elif piece is _BLOCK:
            found += _folded(lines)
            lines = [[]]
        else:
            lines[-1].append(piece)
    return found + _folded(lines)


def words(root: Any) -> str:
    """Return all words below an element on one line."""
    return " ".join(paragraphs(root, skipped=frozenset()))


def name(node: Any) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: Any, *names: str) -> list[Any]:
    """Return the child elements with one of these names, whatever their namespace."""
    return [c for c in node if name(c) in names]


def first(node: Any, *path: str) -> Any | None:
    """Follow a path of child names to the first element there."""
    for step in path:
        node = next(iter(children(node, step)), None)
        if node is None:
            return None
    return node


def below(node: Any, *names: str) -> Iterator[Any]:
    """Yield the element itself and all below it that have one of these names, in the order of the document."""
    return (n for n in node.iter() if name(n) in names)


_BLOCK, _LINE = "block", "line"  # told apart from text by identity
_SAVE = "save the article as plain text"


def _pieces(root: Any, blocks: frozenset[str], skipped: frozenset[str]) -> Iterator[str]:
    """Walk without recursion: the depth of a document is its writer's choice."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        tag = name(node).lower()
        if not closing and tag and (node is root or tag not in skipped):
            if tag in blocks:
                yield _BLOCK
            if node.text:
                yield str(node.text)
            stack.append((node, True))
            stack += [(child, False) for child in reversed(node)]
            continue
        if closing:
            if tag in BREAKS:
                yield _LINE
            elif tag in blocks:
                yield _BLOCK
            elif tag in CELLS:
                yield " "
        elif not tag:
            yield _character(node)
        if node is not root and node.tail:
            yield str(node.tail)


def _character(node: Any) -> str:
    """Return what a reference such as ``&mdash;`` stands for, where a DTD that is not loaded would say so."""
    entity = getattr(node, "name", None)
    return html5.get(f"{entity};", "\ufffd") if isinstance(entity, str) else ""


def _folded(lines: list[list[str]]) -> list[str]:
    found: list[str] = []
    joined: list[str] = []
    for line in (" ".join("".join(pieces).split()) for pieces in lines):
        if line:
            joined.append(line)
        elif joined:
            found.append(" ".join(joined))
            joined = []
    return [*found, " ".join(joined)] if joined else found


def _etree() -> Any:
    return import_module("lxml.etree")  # only where markup is read: it takes 30 ms


def _cap(size: int, path: str) -> None:
    if size > MAX_MARKUP:
        raise InputError(f"holds more than {MAX_MARKUP // 1_000_000} MB of markup", path=path, hint=_SAVE)


def _malformed(message: str, path: str) -> InputError:
    lowered = message.lower()
    if "amplification" in lowered or "entity loop" in lowered:
        return _entities(path)
    if "excessive depth" in lowered or "depth" in lowered:
        return InputError("is nested too deeply", path=path, hint=_SAVE)
    hint = "name its encoding with --encoding" if "encod" in lowered or "utf-8" in lowered else "check the file"
    return InputError(f"is no well-formed XML ({_short(message)})", path=path, hint=hint)


def _entities(path: str) -> InputError:
    return InputError(
        "declares entities, and these are not expanded", path=path, hint="save it without a DTD of its own"
    )


def _short(message: str) -> str:
    return "".join(c if c.isprintable() else " " for c in message)[:120]
