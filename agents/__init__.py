"""What an article says: records in, records out.

An agent here is a plain async generator: it takes records and yields records.  It knows no Kafka, no
clock, no socket and no chance, so the same records always give the same records, and a list is enough
to test it.  `streams.flow` is the one place where agents are wired to topics.

Read in this order: `records`, `extraction`, `reader`, `state`, `tracker`.
"""
