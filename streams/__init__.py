"""How an article comes and where its findings go: feeds, Kafka, the page, the command line.

`streams` knows how a record came and not what it says; what it says is for `agents`.  `flow` is the map.
"""
