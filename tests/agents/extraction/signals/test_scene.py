"""What a sentence is told of the text around it."""

from __future__ import annotations

from collections.abc import Callable

from agents.extraction.signals.scene import Scene
from agents.records import Party

TEXT = "“We will never yield,” Ukrainian President Volodymyr Zelensky said. Iran said it would leave."


def test_who_speaks_is_known_inside_the_marks_alone(scene: Callable[[str], Scene]) -> None:
    found = scene(TEXT)
    speaker = found.speaker_at(TEXT.index("We"))
    assert speaker is not None
    assert "Zelensky" in speaker.text
    assert found.speaker_at(TEXT.index("Iran")) is None


def test_a_pronoun_is_nobody_who_speaks_of_it(scene: Callable[[str], Scene]) -> None:
    found = scene(TEXT)
    meant = found.meant_by("it", TEXT.index("it would"))
    assert meant is not None
    assert meant.name == "Iran"
    other = found.meant_by("it", TEXT.index("it would"), Party(text="Iran", name="Iran"))
    assert other is None or other.name != "Iran"
