"""Tagged text: held by checksum, read as it stands, repaired where the teacher is known to be wrong."""

from __future__ import annotations

import gzip
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from agents.extraction.parse.tagged import Repairs, TrainingError, blocks, sentences
from agents.lexicon import FOLDER

REPAIRS = Repairs(tomllib.loads((FOLDER / "tags" / "en.toml").read_text(encoding="utf-8"))["repairs"])
TEXT = "They\tPRP\nmet\tVBD?\n\n\nWe\tPRP\n’ll\tNN?\nalso\tRB\nact\tVBP\n"


def repaired(sentence: str) -> str:
    pairs = [(word, tag) for word, _, tag in (pair.rpartition("/") for pair in sentence.split())]
    return " ".join(f"{word}/{tag}" for word, tag in REPAIRS.repaired(pairs))


def test_a_file_that_differs_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT.encode())
    (tmp_path / "text.tsv.gz").write_bytes(packed)
    right = {"text.tsv.gz": sha256(packed).hexdigest()}
    told = [("We", "PRP"), ("’ll", "MD"), ("also", "RB"), ("act", "VB")]
    assert list(sentences(tmp_path, right, REPAIRS)) == [[("They", "PRP"), ("met", "VBD?")], told]
    (tmp_path / "text.tsv.gz").write_bytes(packed + b"\0")
    with pytest.raises(TrainingError, match=r"text\.tsv\.gz"):
        list(sentences(tmp_path, right, REPAIRS))
    with pytest.raises(TrainingError, match=r"other\.tsv\.gz"):
        list(sentences(tmp_path, {"other.tsv.gz": "0"}, REPAIRS))


def test_blocks_are_read_as_they_stand() -> None:
    assert [len(rows) for rows in blocks(TEXT)] == [2, 4]
    assert list(blocks("\n\n")) == []


@pytest.mark.parametrize(
    ("taught", "right"),
    [
        ("We/PRP ’ve/RB? won/VBD", "We/PRP ’ve/VBP won/VBN"),
        ("They/PRP do/VBP n’t/NN? plan/VBP?", "They/PRP do/VBP n’t/RB plan/VB"),
        ("He/PRP ’s/VBZ won/VBD", "He/PRP ’s/VBZ won/VBD"),
        ("was/VBD re/VBN -/VBN elected/VBN", "was/VBD re/AFX -/HYPH elected/VBN"),
        ("anti/JJ -/JJ war/NN", "anti/JJ -/HYPH war/NN"),
        ("ended/VBD 3/CD -/SYM 1/CD -/: late/RB", "ended/VBD 3/CD -/SYM 1/CD -/: late/RB"),
    ],
)
def test_repairs(taught: str, right: str) -> None:
    assert repaired(taught) == right
