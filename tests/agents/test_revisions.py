from typing import Any

from makers import make_deed, make_delta, make_deltas, make_head, make_report

from agents.lexicon.alerts import load_rules
from agents.records import ActorState, Alert, Contribution, Delta, Entry
from agents.revisions import line_of, standing
from agents.state import fold
from agents.tracker import Tracker

SENTENCE = "The United States did something."
BEFORE = make_head("a", chars=500)


def later(**more: Any) -> Any:
    return make_head("a", revision="2", **{"revised": True, "chars": 900, "lines": (line_of(SENTENCE),), **more})


def kept(**more: Any) -> int:
    """How many reports are left when the next wording is read as telling nothing."""
    first = fold(ActorState(actor_id="USA"), make_delta(make_deed()), BEFORE)
    return len(fold(first, make_delta(), later(**more)).reports)


def test_what_a_longer_wording_still_says_stands() -> None:
    assert kept() == 1
    assert kept(lines=(line_of("The  United States\ndid something."),)) == 1, "by its words, not its spaces"


def test_what_it_says_no_more_is_taken_back_unless_it_is_shorter() -> None:
    assert kept(lines=(1, 2)) == 0
    assert kept(lines=(1, 2), chars=100) == 1, "a teaser takes nothing back"
    assert kept(corrects=True) == 0, "but it says itself that it corrects"
    assert kept(revised=False) == 0


def test_what_is_told_again_replaces_what_was_told() -> None:
    report, known = (
        make_report(make_deed()),
        Contribution(article_id="a", revision="1", at=BEFORE.published_at, mentions=1),
    )
    assert standing([report], [report], known, later()) == []
    assert standing([report], [], known, later()) == [report]
    assert standing([report], [], None, later()) == []


def test_a_correction_takes_back_what_it_gave_to_whom_it_no_longer_names() -> None:
    table: dict[str, Entry] = {}
    tracker = Tracker(table, load_rules())
    said = make_delta(make_deed(), mentions=3)
    for n, (head, delta) in enumerate(
        [(BEFORE, said), (later(lines=()), Delta(actor_id="CHN", name="China", mentions=1))]
    ):
        message = make_deltas(head, delta, position=n, place=n, settled=n)
        found = [o for d in (*message.deltas, *tracker.left_behind(message)) for o in tracker.fold_one(d, message)]
    assert (table["USA"].state.mentions, table["USA"].state.reports) == (0, ())
    assert [o.update for o in found if isinstance(o, Alert)] == ["withdrawn"]


def test_a_recovered_table_knows_whom_an_article_told_of() -> None:
    table: dict[str, Entry] = {}
    message = make_deltas(BEFORE, make_delta(make_deed()))
    Tracker(table, load_rules()).fold_one(message.deltas[0], message)
    tracker = Tracker(table, load_rules())
    tracker.prime("USA")
    assert [d.actor_id for d in tracker.left_behind(make_deltas(later()))] == ["USA"]
    assert tracker.left_behind(make_deltas(make_head("a"))) == []


def test_who_is_left_behind_is_asked_of_its_own_partition_and_of_the_last_message_there() -> None:
    tracker = Tracker({}, load_rules(), partition_of=lambda actor: int(actor == "RUS"))
    message = make_deltas(BEFORE, make_delta(make_deed(), actor="USA"), make_delta(make_deed(), actor="RUS"))
    for delta in message.deltas:
        tracker.fold_one(delta, message)
    assert [d.actor_id for d in tracker.left_behind(make_deltas(later(), partition=1))] == ["RUS"]
    assert tracker.left_behind(make_deltas(later(), partition=1, more=True)) == []
