"""JUnit XML: one test suite, a test case for each finding and for each rule that found nothing.

A finding at the gate is a failure; one below it is a passed case with its text in ``system-out``; one that a baseline
accepted is skipped with the reason; an article that was not compared is an error. No times: they differ between runs.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from checker.gate import at_gate
from checker.model import Finding, Report
from checker.report.passages import labels
from checker.report.plain import plain
from checker.report.positions import Places, relative
from checker.report.style import Style
from checker.rules import RULES, selected

# What XML 1.0 cannot carry, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, style: Style | None = None) -> str:
    """Return the XML text."""
    settings = dict(report.config)
    failing = {f.fingerprint for f in at_gate(report, str(settings.get("fail_on", "error")))}
    places, names = Places(report), labels(report.articles)
    suite = ET.Element("testsuite", name="checker")
    for s in report.skipped:
        case = _case(suite, "skipped-input", f"{relative(s.path)} is compared", relative(s.path), 1)
        _note(case, "error", f"not compared: {s.reason}", "skipped-input")
    for f in report.findings:
        first = f.locations[0]
        spot = places.deciding(first)
        name = f"{f.rule} [{f.fingerprint}]"
        case = _case(suite, RULES[f.rule].family, name, places.path(first.article), spot.line if spot else 1)
        if f.suppressed is not None:
            ET.SubElement(case, "skipped", message=_clean(f"accepted before: {f.suppressed}"))
        elif f.fingerprint in failing:
            _note(case, "failure", f.message, f.rule, _body(f, places, names))
        else:
            ET.SubElement(case, "system-out").text = _body(f, places, names)
    found = {f.rule for f in report.findings}
    chosen, left_out = settings.get("select") or (), settings.get("ignore") or ()
    for rule in RULES.values():
        if rule.id not in found and selected(rule.id, chosen, left_out):
            ET.SubElement(suite, "testcase", classname=f"checker.{rule.family}", name=rule.id)
    counts = {
        "tests": str(len(suite)),
        "failures": str(len(suite.findall("testcase/failure"))),
        "errors": str(len(suite.findall("testcase/error"))),
        "skipped": str(len(suite.findall("testcase/skipped"))),
    }
    suite.attrib.update(counts)
    root = ET.Element("testsuites", {"name": "checker", **{k: counts[k] for k in ("tests", "failures", "errors")}})
    root.append(suite)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, family: str, name: str, path: str, line: int) -> ET.Element:
    return ET.SubElement(
        suite, "testcase", classname=f"checker.{family}", name=_clean(name), file=_clean(path), line=str(line)
    )


def _note(case: ET.Element, tag: str, message: str, kind: str, body: str = "") -> None:
    ET.SubElement(case, tag, message=_clean(message), type=kind).text = body or _clean(message)


def _body(finding: Finding, places: Places, names: dict[str, str]) -> str:
    lines = [f"{finding.level.value}: {_clean(finding.message)}"]
    lines += [f"{places.see(x)}: {x.text}" for x in finding.locations]
    if finding.absent_from:
        lines.append(f"missing in: {', '.join(names[a] for a in finding.absent_from)}")
    lines.append(f"fingerprint: {finding.fingerprint}")
    return "\n".join(_clean(line) for line in lines)


def _clean(text: str) -> str:
    """Return text that XML can carry and a viewer can show: controls are visible escapes, the rest is removed."""
    return _ILLEGAL.sub("", plain(text))
