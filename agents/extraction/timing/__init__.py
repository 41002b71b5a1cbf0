"""When a deed of the text belongs: times found, resolved to days, tied to clauses, carried from sentence to sentence.

Asked through `timeline.Timeline`; knows grammar and the calendar, and nothing of names, quotes or signals.
"""
