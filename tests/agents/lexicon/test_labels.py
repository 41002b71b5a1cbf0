"""The labels of other people's taggers, mapped to our four types."""

from pathlib import Path

import pytest

from agents.lexicon import FOLDER
from agents.lexicon.errors import LexiconError
from agents.lexicon.labels import labels


def test_ontonotes_as_the_design_wants_it() -> None:
    found = labels(FOLDER)
    assert {found[label] for label in ("GPE", "LOC", "FAC")} == {"LOC"}
    assert (found["PERSON"], found["PER"], found["ORG"], found["NORP"]) == ("PER", "PER", "ORG", "MISC")
    assert not {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"} & set(found)


def test_a_type_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "labels.tsv").write_text("label\ttype\tscheme\nGPE\tPLACE\tx\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="GPE: type 'PLACE'"):
        labels(tmp_path)
