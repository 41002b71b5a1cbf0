"""Whose servers an address means: the registrable domain, by the public suffix list as `tld` carries it.

Asked by the poller, which is polite to each of them as a whole.  An address on no public name stands for itself.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from tld import get_fld


@lru_cache(maxsize=50_000)
def domain_of(url: str) -> str:
    """Give the registrable domain of an address, else its host with the port."""
    try:
        host = urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return url
    return get_fld(f"https://{host.partition(':')[0]}", fail_silently=True) or host
