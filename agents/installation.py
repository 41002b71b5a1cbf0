"""What the program is called where packages are installed, and how a missing part of it is added.

Called wherever a hint is given, by agents and streams alike.  The name `demarche` belongs to another project there.
"""

from __future__ import annotations

import sys

DISTRIBUTION = "demarche-news"


def how_to_add(extra: str) -> str:
    """Say how to add an extra to this very installation, be it of a checkout or of a wheel, or to the image.

    The interpreter is named whole: the `pip` that a shell finds may belong to another.
    """
    return (
        f"`{sys.executable or 'python'} -m pip install '{DISTRIBUTION}[{extra}]'`"
        f" (in a container: build the image with `--build-arg EXTRAS={extra}`)"
    )
