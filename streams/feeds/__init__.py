"""Where articles come from: catalogue -> fetch -> parse -> articles, at the pace `schedule` allows.

`poller.py` joins them.  Nothing here knows what an article says.
"""
