"""What holds table and log together: what a table was made from, whether that still stands, and making it again.

`basis` judges, `look` asks the cluster, `fences` looks into a table that was recovered, `rebuild` makes it anew.
"""
