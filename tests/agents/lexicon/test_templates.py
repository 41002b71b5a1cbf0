"""Lines with gaps: what is cut is the whole line, and a bracket left over is refused."""

import pytest

from agents.lexicon.templates import Part, Piece, template


def test_a_line_is_cut_into_parts() -> None:
    line = template("{source} [impose] sanctions( on {target})")
    must, may = line.parts
    pieces = [Piece("slot", "source"), Piece("words", " "), Piece("active", "impose"), Piece("words", " sanctions")]
    assert must == Part(False, tuple(pieces))
    assert may == Part(True, (Piece("words", " on "), Piece("slot", "target")))
    assert line.named("slot") == ["source", "target"]
    assert template("talks <halt>").named("passive") == ["halt"]


@pytest.mark.parametrize(
    "line", ["{source [lift]", "{source} [lift", "a(b", "a > b", "arms_cut", "A → B", "two  spaces"]
)
def test_a_mark_left_over_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="stray"):
        template(line)
