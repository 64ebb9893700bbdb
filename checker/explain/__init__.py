"""What each rule means, for the person who has to decide: the pages of ``rules.toml`` as text.

The docstring of the comparison is read from its source, so that a page needs no model and no numpy.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from checker.errors import UsageError
from checker.gate import nearest
from checker.report.passages import paint, paragraph
from checker.report.style import Style
from checker.rules import FAMILIES, GATES, RULES


@dataclass(frozen=True, slots=True)
class Page:
    """One rule explained; every field is plain text."""

    means: str
    fires: tuple[str, str]
    silent: tuple[str, str]
    silent_because: str
    wrong: str
    act: str
    module: str
    """The file under ``checker/`` whose docstring says how it is measured."""


@cache
def pages() -> dict[str, Page]:
    """Load the page of every rule."""
    data = tomllib.loads((resources.files("checker.explain") / "rules.toml").read_text("utf-8"))
    return {rule: _read(page) for rule, page in data.items()}


def _read(page: dict[str, Any]) -> Page:
    (a, b), (c, d) = page["fires"], page["silent"]
    return Page(**{**page, "fires": (a, b), "silent": (c, d)})


def docstring(module: str) -> str:
    """Return the docstring of a file under ``checker/``; empty where there is none."""
    file = resources.files("checker").joinpath(*module.split("/"))
    return (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "") if file.is_file() else ""


def explained(name: str, style: Style) -> str:
    """Return the page of a rule, the pages of a family, or the reason of a gate; raises ``UsageError``."""
    if name in RULES:
        return "\n".join(_page(name, style)) + "\n"
    if name in FAMILIES:
        found = [rule for rule in RULES.values() if rule.family == name]
        return "\n\n".join("\n".join(_page(rule.id, style)) for rule in found) + "\n"
    if name in GATES:
        lines = [paint(f"{name} (gate)", "bold", style)]
        lines += paragraph(f"A difference stays silent because {GATES[name]}.", style)
        return "\n".join(lines) + "\n"
    known = (*RULES, *FAMILIES, *GATES)
    raise UsageError(f"--explain: there is no rule, family or gate {name!r}", hint=nearest(name, known, "--list-rules"))


def listed(style: Style) -> str:
    """Return all rules, one a line, with level and summary; then the gates."""
    wide = max(map(len, RULES)) + 1
    lines = []
    for rule in RULES.values():
        head = f"{rule.id:<{wide}} {rule.level.value:<8} "
        lines += paragraph(head.replace(" ", "\u2007") + rule.summary, style, "", " " * len(head))
    lines = [line.replace("\u2007", " ") for line in lines]
    lines += ["", *paragraph("Families (--select date): " + ", ".join(FAMILIES), style, "", "  ")]
    lines += ["", *paragraph("Gates, which keep a difference silent: " + ", ".join(GATES), style, "", "  ")]
    lines += ["", "check --explain NAME says more of each."]
    return "\n".join(lines) + "\n"


def _page(name: str, style: Style) -> list[str]:
    rule, page = RULES[name], pages()[name]
    lines = [paint(f"{rule.id} ({rule.level.value})", "bold", style), *paragraph(page.means, style)]
    lines += _example("Reported", page.fires, "", style)
    lines += _example("Not reported", page.silent, page.silent_because, style)
    for title, text in (("What it gets wrong", page.wrong), ("What to do", page.act)):
        lines += ["", title, *paragraph(text, style, "  ")]
    if text := docstring(page.module):
        lines += ["", f"How it is measured (checker/{page.module})"]
        lines += _reflowed(text, style)
    return lines


def _reflowed(text: str, style: Style) -> list[str]:
    """Wrap a docstring to the width: rows of its tables (``same   the intervals are equal``) keep their columns."""
    blocks: list[tuple[int, list[str]]] = []
    for line in text.splitlines():
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        row = re.match(r" +[\w-]+(?: [\w-]+)? {2,}", line)
        if not bare or row or not blocks or not blocks[-1][1][0] or (indent == 0) != (blocks[-1][0] == 0):
            blocks.append((row.end() if row else indent, [line[:indent] + bare if row else bare]))
        else:
            blocks[-1][1].append(bare)
    lines: list[str] = []
    for hang, parts in blocks:
        if parts[0].startswith(" "):
            head, body = parts[0][:hang], " ".join([parts[0][hang:], *parts[1:]])
            row_lines = paragraph(body, style, " " * (hang + 2))
            lines += [f"  {head}{row_lines[0].strip()}", *row_lines[1:]]
        else:
            lines += paragraph(" ".join(parts), style, " " * (hang + 2)) if parts[0] else [""]
    return lines


def _example(title: str, passages: Sequence[str], because: str, style: Style) -> list[str]:
    lines = ["", title]
    for label, text in zip("AB", passages, strict=True):
        lines += paragraph(f"{label}: {text}", style, "  ", "     ")
    return [*lines, *(paragraph(because, style, "  ") if because else [])]
