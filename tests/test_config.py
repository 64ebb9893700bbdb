from __future__ import annotations

import json
from datetime import date

from checker.config import Config


def test_public_holds_no_path_of_the_machine_and_is_plain_data() -> None:
    config = Config(encoder="/home/someone/models/mini", judge="org/name", as_of=date(2031, 3, 4), select=("b", "a"))
    public = dict(config.public())
    assert public["encoder"] == "mini"
    assert public["as_of"] == "2031-03-04"
    assert public["select"] == ["a", "b"]
    assert "/" not in json.dumps(public)


def test_public_does_not_depend_on_how_the_report_is_shown() -> None:
    assert Config(format="json").public() == Config().public()
