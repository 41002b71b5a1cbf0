"""Tools that freeze open data into our own tables.  Run by hand when a table ages; never by the program."""
