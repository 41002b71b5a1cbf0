"""Freezing cities: which are kept, in which order, under which name."""

from agents.lexicon.freeze import places

CITIES = [
    {"geonameid": 2, "name": "Small", "countrycode": "US", "population": 5, "admin1code": "TX"},
    {"geonameid": 3, "name": "Irving", "countrycode": "US", "population": 200_000, "admin1code": "TX"},
    {"geonameid": 4, "name": "Houston", "countrycode": "US", "population": 900_000, "admin1code": "TX"},
    {"geonameid": 5, "name": "Lyon", "countrycode": "FR", "population": 500_000, "admin1code": "84"},
    {"geonameid": 6, "name": "Nowhere", "countrycode": "XX", "population": 500_000, "admin1code": ""},
]


def test_rows_are_the_large_cities_largest_first() -> None:
    assert list(places.rows(CITIES, {"US": "USA", "FR": "FRA"}, 100_000)) == [
        ("gn:4", "Houston", "USA", "900000"),
        ("gn:5", "Lyon", "FRA", "500000"),
        ("gn:3", "Irving", "USA", "200000"),
    ]


def test_american_titles_carry_the_state_but_for_the_best_known() -> None:
    assert list(places.american_titles(CITIES, {"TX": "Texas"}, 100_000)) == [("gn:3", "Irving, Texas")]
