"""Making weights: the same bytes from the same text, and nothing from another."""

from __future__ import annotations

import gzip
import tomllib
from collections import Counter
from pathlib import Path

import orjson

from agents.extraction.parse.tagged import blocks
from agents.extraction.parse.tags import Tagger
from agents.extraction.parse.training import model_of, stems_of, trained
from agents.lexicon import FOLDER

DATA = tomllib.loads((FOLDER / "tags" / "en.toml").read_text(encoding="utf-8"))
VERBS, NOUNS = ["fear", "hope", "need", "cost", "plan", "talk"], ["vote", "aid", "war", "tax", "law", "deal"]
SAMPLE = "\n\n".join(
    "\n".join(f"{word}\t{tag}" for word, tag in rows)
    for verb in VERBS
    for noun in NOUNS
    for rows in (
        [("They", "PRP"), (verb, "VBP"), ("the", "DT"), (noun, "NN"), (".", ".")],
        [("The", "DT"), (noun, "NN"), ("and", "CC"), ("the", "DT"), (verb, "NN"), ("failed", "VBD"), (".", ".")],
        [("We", "PRP"), ("will", "MD"), (verb, "VB"), ("a", "DT"), (noun, "NN?"), (".", ".")],
    )
)


def test_the_same_text_gives_the_same_bytes_and_they_tag(tmp_path: Path) -> None:
    rows = list(blocks(SAMPLE))
    packed = trained(rows, DATA, rounds=3)
    assert packed == trained(rows, DATA, rounds=3)
    assert packed != trained(rows[:-1], DATA, rounds=3)
    path = tmp_path / "en.json.gz"
    path.write_bytes(packed)
    tagger = Tagger.load(path)
    assert tagger.tag(["They", "plan", "the", "law", "."]) == ["PRP", "VBP", "DT", "NN", "."]
    assert tagger.tag(["The", "plan", "failed", "."]) == ["DT", "NN", "VBD", "."]
    assert packed[4:8] == bytes(4)  # no time of day


def test_known_words_keep_the_tags_they_had() -> None:
    seen = {"the": Counter(DT=3000), "plan": Counter(NN=100, VB=60), "rare": Counter(JJ=30, NN=30)}
    model = model_of(seen, DATA)
    names = {word: [model.tags[n] for n in can] for word, can in model.known.items()}
    assert names == {"the": ["DT"], "plan": ["NN", "VB"]}


def test_stems_are_words_seen_thrice_by_kind() -> None:
    seen = {
        "enjoy": Counter(VB=20, VBP=10),
        "talk": Counter(NN=30, VB=20),
        "once": Counter(NN=10),
        "the": Counter(DT=90),
    }
    assert stems_of(seen, ["VB", "NN", "JJ"]) == {"enjoy": "V", "talk": "VN"}


def test_the_shipped_weights_were_made_from_the_files_that_are_named() -> None:
    assert all(len(checksum) == 64 for checksum in DATA["sources"].values())
    content = orjson.loads(gzip.decompress((FOLDER / "tags" / "en.json.gz").read_bytes()))
    assert content["states"] == {name: sorted(words.split()) for name, words in DATA["states"].items()}
