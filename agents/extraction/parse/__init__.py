"""The shallow parse of a sentence: tags, verb groups, chunks, clauses, each from what stands before it.

Called by whoever reads; knows grammar and nothing of names, quotes or signals.
"""
