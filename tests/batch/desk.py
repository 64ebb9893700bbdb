"""Stories of a small invented archive, for the tests of this folder."""

from __future__ import annotations

import json
from pathlib import Path

FIRE = [
    ("The Harbour Post", "Twelve die in Kastro ferry fire",
     "Twelve people died when a ferry caught fire in the port of Kastro on Monday, the coast guard said.\n\n"
     "The blaze began in the engine room of the Meltemi. Two hundred passengers were taken off.\n\n"
     "The ferry had passed its last inspection in March."),
    ("Kastro Radio", "Ferry fire kills 14 in Kastro",
     "Fourteen people died in Monday's fire aboard the ferry Meltemi in Kastro, according to the coast guard.\n\n"
     "Flames broke out in the engine room. About 200 travellers were brought to safety.\n\n"
     "The port stayed closed until the evening."),
]  # fmt: skip
VOTE = [
    ("The Harbour Post", "Orvala parliament passes water law",
     "Parliament in Orvala passed the water law by 88 votes to 61 on Tuesday.\n\n"
     "Farmers will pay for every cubic metre from January. The opposition said it would go to court."),
    ("Orvala Daily", "Deputies adopt law on water in Orvala",
     "The water law was adopted in Orvala on Tuesday with 88 votes against 61.\n\n"
     "From January farmers pay by the cubic metre. The opposition announced a complaint to the court."),
]  # fmt: skip
ALONE = ("The Harbour Post", "Bakery wins prize", "A bakery in Dunmore won the national bread prize on Friday.")


def archive(folder: Path) -> Path:
    """Write the archive as two text files a folder and one file of JSON Lines, and return its folder."""
    folder.mkdir(exist_ok=True)
    (folder / "deep").mkdir(exist_ok=True)
    rows = [
        {"source": source, "title": title, "text": text, "published": "2031-05-05"}
        for source, title, text in (*FIRE, ALONE)
    ]
    (folder / "wire.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    for name, (source, title, text) in zip(("one", "two"), VOTE, strict=True):
        told = {"source": source, "title": title, "text": text, "published": "2031-05-06"}
        (folder / "deep" / f"{name}.json").write_text(json.dumps(told), "utf-8")
    return folder
