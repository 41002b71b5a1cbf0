"""Which signals tell one happening: `happenings.toml`, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from agents.lexicon.errors import LexiconError
from agents.lexicon.toml_files import shaped

FILE = "happenings.toml"
Doubt = Literal["undated", "once", "twice", "deep", "deed", "source_far", "target_far"]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    near: tuple[frozenset[str], ...]
    mutual: frozenset[str]
    said: frozenset[str]
    aimless: frozenset[str]
    common: frozenset[str]
    turning: frozenset[str]
    families: dict[str, tuple[str, ...]]
    opposites: dict[str, str]
    doubts: dict[Doubt, Annotated[float, msgspec.Meta(ge=0, le=1)]]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What is known of kinds of deeds besides their words."""

    near: dict[str, frozenset[str]]  # each kind with all that are near it, itself among them
    mutual: frozenset[str]
    said: frozenset[str]  # only said
    aimless: frozenset[str]
    common: frozenset[str]  # words that any article has
    families: dict[str, str]  # of kinds that several articles take for one another
    turning: frozenset[str]  # words that say that a deed takes back what was said before ...
    opposites: dict[str, str]  # ... and what
    doubts: dict[Doubt, float]  # what each takes from confidence

    @classmethod
    def load(cls, folder: Path = Path(__file__).parent) -> Kinds:
        """Read the file of a lexicon folder.  Raises LexiconError where it cannot be used."""
        path = folder / FILE
        file = shaped(path, _File, "kinds")
        near: dict[str, frozenset[str]] = {}
        for group in file.near:
            for kind in group:
                near[kind] = near.get(kind, frozenset()) | group
        families = {kind: family for family, kinds in file.families.items() for kind in kinds}
        if len(families) < sum(map(len, file.families.values())):
            raise LexiconError(path, "families", "a kind in two families")
        return cls(
            near,
            file.mutual,
            file.said,
            file.aimless,
            file.common,
            families,
            file.turning,
            file.opposites,
            dict(file.doubts),
        )

    def family(self, kind: str) -> str:
        """Give the family of a kind: its own name where outlets take no other for it."""
        return self.families.get(kind, kind)

    def are_near(self, a: str, b: str) -> bool:
        """Tell whether two kinds may tell one deed."""
        return a == b or b in self.near.get(a, ())
