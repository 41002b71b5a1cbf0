"""The names of a text and for whom they stand; `entities` is the recipe."""
