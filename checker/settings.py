"""Where settings come from: flags, then ``CHECKER_*``, then ``checker.toml`` or ``[tool.checker]``, then defaults.

An unknown name is an error: a gate that was mistyped must not pass in silence.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from checker.config import Config, Override
from checker.errors import UsageError
from checker.flags import configure

FILE, PROJECT = "checker.toml", "pyproject.toml"
PREFIX = "CHECKER_"
DEFAULT, FLAG = "default", "command line"

LEVELS = ("error", "warning", "info", "off")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it was set."""

    value: Any
    origin: str


Wrong = Callable[[str, str], UsageError]


def _text(value: Any, key: str, wrong: Wrong) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise wrong(f"{key} is a text", f'write {key} = "..."')
    return value


def _texts(value: Any, key: str, wrong: Wrong) -> list[str]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise wrong(f"{key} is a list of rules or families", f'write {key} = ["date", "scope-shift"]')
    return value


def _count(value: Any, key: str, wrong: Wrong) -> int:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise wrong(f"{key} is a number from 1", f"write {key} = 50")
    return value


def _levels(value: Any, key: str, wrong: Wrong, levels: Sequence[str] = LEVELS) -> dict[str, str]:
    from checker.gate import nearest  # noqa: PLC0415
    from checker.rules import FAMILIES, RULES  # noqa: PLC0415

    if isinstance(value, str):
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        value = {rule.strip(): level.strip() for rule, _, level in pairs}
    if not isinstance(value, dict):
        raise wrong(f"{key} is a table", f'write [{key}] and then quote-unmarked = "warning"')
    for rule, level in value.items():
        if rule not in RULES and rule not in FAMILIES:
            raise wrong(
                f"{key}: there is no rule or family {rule!r}", nearest(rule, (*RULES, *FAMILIES), "--list-rules")
            )
        if level not in levels:
            raise wrong(f"{key}: {rule} cannot be {level!r}", f"it is one of {', '.join(levels)}")
    return value


def _overrides(value: Any, key: str, wrong: Wrong) -> list[dict[str, Any]]:
    """Check ``[[overrides]]``: each has ``paths`` and ``severity``."""
    hint = f'write [[{key}]], paths = ["foreign/*"] and severity = {{ quote = "down" }}'
    if not isinstance(value, list):
        raise wrong(f"{key} is a list of tables", hint)
    for entry in value:
        if not isinstance(entry, dict) or set(entry) != {"paths", "severity"}:
            raise wrong(f"{key}: each has paths and severity, and nothing else", hint)
        paths = entry["paths"]
        if not isinstance(paths, list) or not paths or not all(isinstance(p, str) and p for p in paths):
            raise wrong(f"{key}: paths is a list of patterns", hint)
        _levels(entry["severity"], f"{key}.severity", wrong, (*LEVELS, "down"))
    return value


KEYS: dict[str, tuple[Callable[[Any, str, Wrong], Any], Any]] = {
    "select": (_texts, []),
    "ignore": (_texts, []),
    "fail-on": (_text, "error"),
    "max-findings": (_count, None),
    "baseline": (_text, None),
    "format": (_text, "terminal"),
    "as-of": (_text, None),
    "encoding": (_text, None),
    "encoder": (_text, "built-in"),
    "judge": (_text, "built-in"),
    "severity": (_levels, {}),
    "overrides": (_overrides, []),
}
"""Every setting with what checks its form, and its default; what the values mean is checked with the flags."""

PATHS = frozenset({"baseline", "encoder", "judge"})
"""Settings that may name a file: in a config file they are relative to it."""


def resolve(
    typed: Mapping[str, Any],
    *,
    file: str | None = None,
    search: bool = True,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> dict[str, Setting]:
    """Return every setting with its origin; ``None`` in ``typed`` means that the flag was not given.

    ``file`` names the config file; without it the nearest one is searched upward from ``folder`` (the working
    directory), unless ``search`` is off. Raises ``UsageError`` for an unknown name, or a value of the wrong form.
    """
    found = {key: Setting(default, DEFAULT) for key, (_, default) in KEYS.items()}
    folder = folder or Path.cwd()
    path = Path(file) if file is not None else _nearest_file(folder) if search else None
    if path is not None:
        found |= _from_file(path, folder)
    found |= _from_environment(os.environ if environ is None else environ)
    for key, value in typed.items():
        if value is not None:
            found[key] = Setting(KEYS[key][0](value, f"--{key}", UsageFrom(None)), FLAG)
    return found


@dataclass(frozen=True, slots=True)
class UsageFrom:
    """Makes the errors of one origin."""

    origin: str | None

    def __call__(self, reason: str, hint: str) -> UsageError:
        """Return the error."""
        return UsageError(reason, path=self.origin, hint=hint)


def _nearest_file(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
        # A project that does not mention the tool says nothing about it; its parents may.
        if (place / PROJECT).is_file() and "tool" in (data := _toml(place / PROJECT, folder)):
            tools = data["tool"]
            if isinstance(tools, dict) and "checker" in tools:
                return place / PROJECT
        # What lies above the repository is not the newsroom's.
        if (place / ".git").exists():
            break
    return None


def _toml(path: Path, folder: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415

    shown = _shown(path, folder)
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"it cannot be read ({error.strerror or error})", path=shown, hint="see --config") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"it is not TOML ({error})", path=shown, hint="correct it, or use --no-config") from None


def _shown(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _from_file(path: Path, folder: Path) -> dict[str, Setting]:
    origin, data = _shown(path, folder), _toml(path, folder)
    if path.name == PROJECT:
        tools = data.get("tool", {})
        data = tools.get("checker", {}) if isinstance(tools, dict) else {}
        origin = f"{origin} [tool.checker]"
    wrong = UsageFrom(origin)
    if not isinstance(data, dict):
        raise wrong("checker is a table", "write [tool.checker] and the settings below it")
    found = {}
    for key, value in data.items():
        if key not in KEYS:
            from checker.gate import nearest  # noqa: PLC0415

            raise wrong(f"there is no setting {key!r}", nearest(key.replace("_", "-"), KEYS, "--show-config"))
        made = KEYS[key][0](value, key, wrong)
        if key in PATHS and (key == "baseline" or (path.parent / made).exists()):
            made = os.path.relpath(path.parent / made, folder) if path.parent != folder else made
        found[key] = Setting(made, origin)
    return found


def _from_environment(environ: Mapping[str, str]) -> dict[str, Setting]:
    names = {PREFIX + key.upper().replace("-", "_"): key for key in KEYS}
    found = {}
    for name, value in sorted(environ.items()):
        if not name.startswith(PREFIX) or not value:
            continue
        if name not in names:
            from checker.gate import nearest  # noqa: PLC0415

            # Another program may use the prefix; a slip in one of our names must not pass in silence.
            hint = nearest(name.lower(), (n.lower() for n in names), "")
            near = next((n for n in names if f"{n.lower()!r}" in hint), None)
            # The prefix alone makes any two names alike.
            if near and not nearest(name[len(PREFIX) :], [near[len(PREFIX) :].lower()], "").startswith("did"):
                near = None
            if near:
                raise UsageError(f"there is no setting {name}", path="environment", hint=f"did you mean {near!r}?")
            continue
        key = names[name]
        found[key] = Setting(KEYS[key][0](value, name, UsageFrom("environment")), f"environment {name}")
    return found


def configured(settings: Mapping[str, Setting]) -> Config:
    """Return the settings as checked values; an error names the file or variable that holds the wrong one."""
    value = {key: setting.value for key, setting in settings.items()}
    try:
        return configure(
            value["select"],
            value["ignore"],
            value["fail-on"],
            value["format"],
            value["as-of"],
            value["encoding"],
            value["encoder"],
            value["judge"],
            severity=tuple(sorted(value["severity"].items())),
            overrides=tuple(
                Override(tuple(o["paths"]), tuple(sorted(o["severity"].items()))) for o in value["overrides"]
            ),
            max_findings=value["max-findings"],
            baseline=value["baseline"],
        )
    except UsageError as error:
        flag = re.match(r"--([\w-]+): ", error.reason)
        setting = settings.get(flag[1]) if flag else None
        if flag is None or setting is None or setting.origin in (FLAG, DEFAULT):
            raise
        raise UsageError(error.reason[2:], path=setting.origin, hint=error.hint) from None


def listed(settings: Mapping[str, Setting]) -> str:
    """Return all settings as TOML, each with where it came from, for ``--show-config``."""
    from checker.report.plain import plain  # noqa: PLC0415

    lines = []
    for key, setting in settings.items():
        if setting.value is None:
            lines.append(f"# {key} is not set")
        else:
            lines.append(f"{key} = {_as_toml(setting.value)}  # {setting.origin}")
    return "".join(f"{plain(line)}\n" for line in lines)


def _as_toml(value: Any) -> str:
    """Return a value as TOML writes it within a line."""
    if isinstance(value, dict):
        inner = ", ".join(f"{k} = {_as_toml(v)}" for k, v in sorted(value.items()))
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_as_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
