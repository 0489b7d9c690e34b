"""Coded tables small enough to replay in a test."""

import random

from coding.classifier.replay import CodedColumns, CodedTable, coded_table
from coding.corpus import read_table

WORDS = {
    "vertraging": "vertraging laat wachten perron uitval omroep",
    "prijs": "duur kaartje prijs abonnement tarief korting",
    "netheid": "vies schoon wc afval stank prullenbak",
}


def learnable(n: int, seed: int = 0) -> CodedTable:
    """Texts whose words tell the codes; every tenth text occurs twice."""
    draw = random.Random(seed)
    rows = ["text;labels;who"]
    for number in range(n):
        given = [code for code in WORDS if draw.random() < 0.45]
        words = [word for code in given for word in draw.sample(WORDS[code].split(), 2)]
        text = " ".join([*words, "reis", f"nummer{draw.randrange(4 * n)}"])
        rows += [f"{text};{'|'.join(given)};{number // 2}"] * (2 if number % 10 == 0 else 1)
    raw = read_table("\n".join(rows).encode(), name="trein.csv")
    return coded_table(raw, CodedColumns("text", "labels", group="who"))
