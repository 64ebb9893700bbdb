"""Report -> text: one output format per file, each a function of the report and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from checker.model import Report
from checker.report import github, gitlab, html, json_v1, jsonl, junit, lines, markdown, sarif, table, terminal
from checker.report.style import Style

REPORTERS: dict[str, Callable[[Report, Style], str]] = {
    "terminal": terminal.render,
    "json": json_v1.render,
    "json-v1": json_v1.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "gitlab": gitlab.render,
    "github": github.render,
    "lines": lines.render,
    "jsonl": jsonl.render,
    "html": html.render,
    "markdown": markdown.render,
    "csv": table.render,
}
"""Formats by name; ``json`` is an alias of the newest JSON, whose fields are never renamed or removed."""

__all__ = ["REPORTERS", "Style"]
