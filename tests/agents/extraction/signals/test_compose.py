"""A deed under operators, and the record it becomes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.compose import signal
from agents.extraction.signals.passes import Passes

Run = Callable[[str], Passes]


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("Poland threatened to impose sanctions on Belarus.", "sanctions_threatened", "done"),
        ("Washington refused to lift sanctions on Cuba.", "sanctions_lift_refused", "done"),
        ("Germany promised to send tanks to Ukraine.", "arms_promised", "done"),
        ("Germany will send tanks to Ukraine.", "arms_delivered", "announced"),
        ("Germany will not send tanks to Ukraine.", "arms_refused", "done"),
        ("Germany denied that it had sent tanks to Israel.", "arms_delivered", "negated"),
        ("Germany is considering sending tanks to Ukraine.", "arms_delivered", "hypothetical"),
        ("China has sent no weapons to Russia.", "arms_delivered", "negated"),
        ("Chad said its president would visit Niger.", "meeting_announced", "announced"),
        ("Analysts said Chad's president would visit Niger.", "meeting_held", "hypothetical"),
        ("Iran will pull out of the nuclear talks if Norway adds a name.", "talks_halt_threatened", "done"),
        ("Iran said it would shell any Omani ship near the island.", "threat_force", "done"),
        ("Neither country would send troops to Mali.", "mobilisation", "negated"),
        ("Peru would not hear of selling missiles to Chile.", "arms_refused", "done"),
        ("Norway will not hesitate to impose sanctions on Chad.", "sanctions_threatened", "done"),
        ("Oman insisted that its tariffs on Yemen were here to stay.", "sanctions_lift_refused", "done"),
        ("Kenya told Somalia to free the pilot or face sanctions.", "sanctions_threatened", "done"),
        ("Mali has not kept its side of the bargain with Niger.", "agreement_violated", "done"),
    ],
)
def test_operators(passes: Run, text: str, name: str, status: str) -> None:
    assert (name, status) in [(d.outcome.signal, d.status) for d in passes(text).drafts]


def test_a_bargain_kept_is_no_breach(passes: Run) -> None:
    assert not passes("Mali kept its side of the bargain with Niger.").drafts


def test_who_says_so_is_kept(passes: Run) -> None:
    made = next(
        d for d in passes("Ukraine said that Russia had attacked Odesa.").drafts if d.outcome.signal == "attack"
    )
    assert made.attributed_to == "Ukraine"
    assert made.source is not None
    assert made.source.text == "Russia"


def test_the_record_points_at_its_words(passes: Run) -> None:
    text = "Canada imposed sanctions on Belarus."
    run = passes(text)
    made = signal(run.sentence, run.chosen[0], "rev")
    assert text[slice(*made.trigger)] == "imposed sanctions"
    assert (made.start, made.end) == (0, len(text))
    assert made.id == signal(run.sentence, run.chosen[0], "rev").id != signal(run.sentence, run.chosen[0], "other").id


def test_who_was_never_open_offers_nothing(passes: Run) -> None:
    drafts = passes("Kenya was never open to talks with Chad.").drafts
    assert all(d.status == "negated" for d in drafts if d.outcome.signal in ("relations_offered", "meeting_announced"))
