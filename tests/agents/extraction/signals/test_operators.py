"""A deed under tense, mood and operators."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
        ("Peru would not hear of selling missiles to Chile.", "arms_refused", "done"),
        ("Norway will not hesitate to impose sanctions on Chad.", "sanctions_threatened", "done"),
        ("Oman insisted that its tariffs on Yemen were here to stay.", "sanctions_lift_refused", "done"),
        ("Kenya told Somalia to free the pilot or face sanctions.", "sanctions_threatened", "done"),
        ("Malta announced plans to expel two Libyan diplomats.", "expulsion", "announced"),
        ("Malta is set to expel two Libyan diplomats.", "expulsion", "announced"),
        ("Malta has had to expel two Libyan diplomats.", "expulsion", "done"),
        ("Malta has to expel two Libyan diplomats.", "expulsion", "hypothetical"),
        ("Malta was forced to expel two Libyan diplomats.", "expulsion", "done"),
        ("Malta may decide to expel two Libyan diplomats.", "expulsion", "hypothetical"),
        ("Malta decided against expelling two Libyan diplomats.", "expulsion", "negated"),
        ("Malta appears to have expelled two Libyan diplomats.", "expulsion", "reported"),
        ("Malta is said to have expelled two Libyan diplomats.", "expulsion", "reported"),
        ("The claim that Malta expelled two Libyan diplomats is new.", "expulsion", "reported"),
        ("It is not true that Malta expelled two Libyan diplomats.", "expulsion", "negated"),
        ("It is clear that Malta expelled two Libyan diplomats.", "expulsion", "hypothetical"),
        ("It is possible that Malta will expel two Libyan diplomats.", "expulsion", "hypothetical"),
        ("Malta's prime minister ordered his ministers to sever ties with Libya.", "relations_cut", "announced"),
        ("Oman said that Malta should lift its sanctions on Libya.", "sanctions_lift_demanded", "done"),
        ("Mali has not kept its side of the bargain with Niger.", "agreement_violated", "done"),
    ],
)
def test_operators(passes: Run, text: str, name: str, status: str) -> None:
    assert (name, status) in [(d.outcome.signal, d.status) for d in passes(text).drafts]
