"""Write docs/rules.md from the rule table and the pages: ``python -m checker.explain > docs/rules.md``."""

from __future__ import annotations

import sys

from checker.explain import pages
from checker.rules import GATES, RULES


def markdown() -> str:
    """Return docs/rules.md."""
    lines = [
        "# Rules",
        "",
        "This page is generated from `checker/rules.py` and `checker/explain/rules.toml` (`make docs`).",
        "",
        "A rule's name is its id, `family-kind`; `--select`, `--ignore` and `--fail-on` take ids or families.",
        "The level says how much a finding matters. A rule of level error is reported as a warning where the tool is",
        "less sure. The tool never says which source is right.",
        "",
        "| rule | level | reported when |",
        "|---|---|---|",
        *(f"| [{r.id}](#{r.id}) | {r.level.value} | {r.summary} |" for r in RULES.values()),
        "",
        "## Gates",
        "",
        "A gate keeps a difference silent; `--why` and the JSON evidence name it.",
        "",
        "| gate | silent because |",
        "|---|---|",
        *(f"| {name} | {reason} |" for name, reason in GATES.items()),
    ]
    for rule in RULES.values():
        page = pages()[rule.id]
        lines += [
            "",
            f"## {rule.id}",
            "",
            f"**{rule.level.value}**. {page.means}",
            "",
            "Reported:",
            "",
            *(
                f"> {label}: {text}" + ("\\" if label == "A" else "")
                for label, text in zip("AB", page.fires, strict=True)
            ),
            "",
            "Not reported:",
            "",
            *(
                f"> {label}: {text}" + ("\\" if label == "A" else "")
                for label, text in zip("AB", page.silent, strict=True)
            ),
            "",
            page.silent_because,
            "",
            f"*What it gets wrong.* {page.wrong}",
            "",
            f"*What to do.* {page.act}",
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(markdown())
