"""Starts the command line, for ``python -m trialkg`` and for the ``trialkg`` script."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""The exit code of a command stopped by Ctrl-C, as shells have it."""


def main() -> None:
    """Run the command line; a Ctrl-C while it is still loading ends it as quietly as one later."""
    try:
        from trialkg.cli import main as run
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
