"""Draw what each text of the labelled set of alerts must be, before anybody writes it: kind, region, style, form, trap.

`python tests/corpus/alerts/draw.py > tests/corpus/alerts/plan.tsv`; the seed is fixed, the plan is committed before the
texts, the texts before the first run on them.  Texts with an odd number are for scoring only.
"""

from __future__ import annotations

import random

SEED = 20261130
ARTICLES, ITEMS = 60, 150
KINDS = {  # the main deed of a text, by desk
    "trade": ["tariffs_imposed", "tariffs_lifted", "tariffs_threatened", "export_ban"],
    "sanctions": ["sanctions_imposed", "sanctions_lifted", "sanctions_threatened", "visa_ban",
                  "sanctions_lift_demanded"],
    "meetings": ["meeting_announced", "meeting_held", "meeting_cancelled", "meeting_postponed", "phone_call"],
    "talks": ["talks_halted", "talks_refused", "talks_resumed", "talks_held", "relations_cut", "relations_restored",
              "recognition", "expulsion", "envoy_recalled", "envoy_summoned", "extradition", "diplomatic_protest"],
    "arms": ["arms_promised", "arms_delivered", "arms_refused", "arms_cut"],
    "aid": ["aid_promised", "aid_given", "aid_cut", "aid_refused"],
    "threats": ["threat", "threat_force", "ultimatum"],
    "force": ["border_closed", "border_opened", "airspace_violated", "military_exercise", "weapons_test", "seizure",
              "attack", "bombing", "assassination", "abduction", "ceasefire_broken", "mobilisation", "blockade_imposed",
              "ceasefire_declared", "ceasefire_refused", "withdrawal", "release", "prisoner_swap"],
    "agreements": ["treaty_quit", "treaty_joined", "agreement_signed", "agreement_announced", "agreement_rejected",
                   "agreement_violated", "plan_rejected", "veto"],
    "statements": ["accusation", "criticism", "demand", "praise"],
}  # fmt: skip
REGIONS = [
    "West Africa", "Horn of Africa", "Great Lakes and Southern Africa", "Maghreb and Sahel", "Levant", "Gulf and Iran",
    "Caucasus and Turkey", "Central Asia", "South Asia", "South-East Asia", "China, Japan, Koreas, Taiwan", "Pacific",
    "Russia, Ukraine, Belarus", "Balkans", "EU and its members", "United Kingdom and Nordics", "North America",
    "Central America and Caribbean", "Andes", "Brazil and Southern Cone", "UN, NATO, AU, ASEAN and other bodies",
]  # fmt: skip
STYLES = ["agency", "broadsheet", "broadcaster", "state media", "press release", "tabloid", "translated English",
          "analysis that retells", "local paper", "live blog or list"]  # fmt: skip
FORMS = ["Title Case headline alone", "sentence-case headline alone", "headline and one sentence",
         "headline and two sentences", "headline with publisher behind a dash or bar",
         "headline in capitals and a sentence"]  # fmt: skip
TRAPS = ["plain", "plain", "plain", "background of years ago beside it", "habit or standing policy, nothing new",
         "claim in somebody's words", "threat or plan, not done", "denied or negated",
         "sense: the word means something else",
         "place, outlet or nationality that is no party", "two kinds for one deed", "one side not told",
         "passive or noun phrase tells it", "no deed at all: sport, culture, business, weather, domestic"]  # fmt: skip


def main() -> None:
    chance = random.Random(SEED)
    print("id\tform\tdesk\tkind\tregion\tstyle\ttrap")
    forms = [("a", "article", n) for n in range(ARTICLES)] + [("i", "", n) for n in range(ITEMS)]
    for letter, form, number in forms:
        desk = chance.choice(sorted(KINDS))
        row = [form or chance.choice(FORMS), desk, chance.choice(KINDS[desk]), chance.choice(REGIONS)]
        print("\t".join([f"{letter}{number:03d}", *row, chance.choice(STYLES), chance.choice(TRAPS)]))


if __name__ == "__main__":
    main()
