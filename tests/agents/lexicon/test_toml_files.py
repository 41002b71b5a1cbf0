"""A TOML file in its shape: what is read, and what is refused with file and entry."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from agents.lexicon.errors import LexiconError
from agents.lexicon.toml_files import shaped


class Pair(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    words: frozenset[str] = frozenset()


def test_a_file_in_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "pair.toml"
    path.write_text('name = "a"\nwords = ["b", "c"]\n', encoding="utf-8")
    assert shaped(path, Pair, "pair") == Pair("a", frozenset({"b", "c"}))


@pytest.mark.parametrize("text", ["", "name = 1\n", 'name = "a"\nmore = 1\n', "name = [[", "\udcff"])
def test_what_does_not_fit_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pair.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(LexiconError, match=r"pair\.toml: pair: "):
        shaped(path, Pair, "pair")
    with pytest.raises(LexiconError):
        shaped(tmp_path / "none.toml", Pair, "pair")
