"""Times of day: "7 a.m.", "1506 GMT", "ten past six" in the evening."""

from __future__ import annotations

import re

from checker.facts import when


def minutes(item: when.Found, text: str) -> tuple[int, bool] | None:
    """Return minutes after midnight and whether only the hour is given; ``None`` if morning or evening is open."""
    m = item.match
    if m["name"]:
        return (24 * 60 if m["name"].lower() == "midnight" else 12 * 60), False
    if m["gmt"]:
        hour, minute = int(m["gmt"][:2]), int(m["gmt"][2:])
        return (hour * 60 + minute, False) if hour < 24 else None
    if m["h"]:
        hour = int(m["h"]) % 12 + (12 if m["ap"].lower().startswith("p") else 0)
        return (hour * 60 + int(m["mi"] or 0), m["mi"] is None) if int(m["h"]) <= 12 else None
    if m["h24"]:
        # "7.30" may be half past seven in the evening.
        hour = int(m["h24"])
        if hour > 12 or m["h24"].startswith("0"):
            return hour * 60 + int(m["m24"]), False
        return None
    half = _half_of_day(text)
    if m["rel"]:
        name = m["rh"].lower()
        hour = {"noon": 12, "midnight": 24}.get(name) or when.SMALL.get(name) or (int(name) if name.isdigit() else 0)
        word = m["rm"].lower().split()
        minute = (
            {"quarter": 15, "half": 30}.get(word[-1]) or when.SMALL.get(word[0]) or (15 if "quarter" in word else 0)
        )
        if "minutes" in word:
            minute = when.SMALL.get(word[0], 0)
        if not minute or not 1 <= hour <= 24 or (half is None and hour < 12):
            return None
        at = hour * 60 + (minute if m["dir"].lower() == "past" else -minute)
        return (at + (720 if half == "pm" and hour < 12 else 0)), False
    name = m["oc"].lower()
    hour = int(name) if name.isdigit() else when.SMALL.get(name, 0)
    if half is None or not 1 <= hour <= 12:
        return None
    return (hour % 12 + (12 if half == "pm" else 0)) * 60, True


def _half_of_day(text: str) -> str | None:
    morning = bool(re.search(r"\b(?:morning|dawn|daybreak|sunrise|small\shours)\b", text, re.I))
    evening = bool(re.search(r"\b(?:afternoon|evening|dusk|nightfall|sunset)\b", text, re.I))
    return "am" if morning and not evening else "pm" if evening and not morning else None
