"""The demo: five invented outlets whose feeds are served on this machine, revealed day by day.

`demarche demo` polls them like any other feed; nothing else of the program knows of them.
"""
