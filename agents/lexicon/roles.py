"""What operators make of a deed, who its sides are by what it is about, and what takes confidence from it: as data.

Read from `operators.toml`, `objects.toml` and `confidence.toml` by the loader of rules; the README beside them says
what each field means.  The ways that `source` and `target` name are in agents/extraction/signals/ways.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from agents.lexicon.errors import LexiconError
from agents.records import Status

T = TypeVar("T")


class Operator(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a governing verb does with the deed in its complement."""

    does: Literal["speaks", "keeps", "denies", "reports", "silences"]
    absorbs: bool = False  # what lies deeper in its complement is talked about, not told
    judges: bool = False  # a deed that it names by a noun stays what it was
    sole: bool = False  # no other rule reads its verb
    hides: Literal["", "wording", "rest"] = ""  # deeds within its own words, or all that follows them
    near: int = 0  # tokens behind which a deed's noun is no longer meant; 0: no such bound
    status: Status | Literal[""] = ""  # of the deed; empty: as it was
    hostile: Status | Literal[""] = ""  # of a hostile deed that the rule has no `under` for: who says it keeps its name
    source: tuple[str, ...] = ("operator", "deed")
    target: tuple[str, ...] = ("deed",)
    present: Status | Literal[""] = ""  # of the deed, where the operator is of the present: "has to", not "had to"
    within: Status | Literal[""] = ""  # of the deed, where one's own people are addressed: "ordered his ministers to"
    addressed: bool = False  # whom its wording names is the one it is done to


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a tense or mood makes of a deed: the operators under which its rule may say so, and its status."""

    under: tuple[str, ...]
    status: Status

    def called(self, known: Collection[str]) -> str:
        """Give the name under which a rule says what becomes of it; empty where it says nothing."""
        return next((name for name in self.under if name in known), "")


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What it matters who tells: deeds that opponents dispute, by PLOVER type and by signal."""

    disputed: frozenset[str]
    spoken: frozenset[str]  # types of what is only said: whoever tells it, it was said
    voiced: frozenset[str]  # types of what whoever tells it says: without another source it is theirs
    foretold: frozenset[str]  # types of what one says will be done to another: that it would be is enough
    ahead: frozenset[str]  # signals of what is to come: told as done they are announced
    blame: str  # the rule that a wrong becomes which its victim argues


class Matter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whom a deed about something is between: ways tried in order until one finds somebody."""

    source_active: tuple[str, ...]
    source_noun: tuple[str, ...]
    source_passive: tuple[str, ...]
    source_event: tuple[str, ...]
    target: tuple[str, ...]
    target_event: tuple[str, ...]
    two_sided: bool = False  # another state of the sentence is its other side where nothing leads to one
    theirs: bool = False  # people without a name of their own belong to that state
    sent: bool = False  # who sends it is a state
    placed: bool = False  # with a town in which it was done nobody does it
    struck: bool = False  # people without a name are of the state in which it was done
    states: bool = False  # companies do it to nobody in public
    of: tuple[str, ...] = ()  # classes of nouns that it can be done to; empty: anything
    judged: bool = False  # whom the deed befell that it speaks of is not its target
    hides: bool = False  # deeds in its complement are what was left
    known: tuple[str, ...] = ()  # verbs that say what is known rather than what was done
    private: tuple[str, ...] = ()  # PLOVER types in which it is news whoever does it


class Confidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How sure a signal starts, what takes from it, and what it must reach."""

    start: float
    noun: float
    noun_of_words: float
    reduced: float
    no_source: float
    no_target: float
    unsure_status: float
    aside: float
    weak: float
    least: float
    likely: float
    further: float
    further_known: float
    background: float
    most: int
    private: tuple[str, ...]
    disaster: tuple[str, ...]
    at_home: tuple[str, ...]
    headlines: tuple[str, ...]


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    operators: Mapping[str, Operator]
    readings: Mapping[str, Reading]
    reach: Mapping[str, int]
    matters: Mapping[str, Matter]
    confidence: Confidence
    telling: Telling
    nouns: Mapping[str, Status]  # what a word makes of a deed that a noun tells

    def matter(self, name: str) -> Matter:
        """Give the roles of an object; what is not listed has those of everything."""
        return self.matters.get(name, self.matters[""])


def load(
    folder: Path, operators: Mapping[str, Any], objects: Mapping[str, Any], confidence: Mapping[str, Any]
) -> Roles:
    """Check what the three files hold.  Raises LexiconError naming the file."""
    matters = {"": dict(objects["all"])}
    for group in objects["group"]:
        for name in group["objects"]:
            matters[name] = {**objects["all"], **{field: value for field, value in group.items() if field != "objects"}}
    return Roles(
        operators=_checked(operators["operator"], dict[str, Operator], folder / "operators.toml"),
        readings=_checked(operators["reading"], dict[str, Reading], folder / "operators.toml"),
        reach=_checked(operators["reach"], dict[str, int], folder / "operators.toml"),
        matters=_checked(matters, dict[str, Matter], folder / "objects.toml"),
        nouns={word: status for status, words in _nouns(operators, folder).items() for word in words},
        telling=_checked(operators["telling"], Telling, folder / "operators.toml"),
        confidence=_checked(confidence, Confidence, folder / "confidence.toml"),
    )


def _nouns(operators: Mapping[str, Any], folder: Path) -> dict[Status, tuple[str, ...]]:
    return _checked(operators["noun"], dict[Status, tuple[str, ...]], folder / "operators.toml")


def _checked(data: Any, kind: type[T], path: Path) -> T:
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise LexiconError(path, "roles", str(error)) from error
