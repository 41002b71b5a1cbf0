"""The page: alerts as they come, actors, metrics, health.  Reads through `streams.tail`, never through the workers."""
