"""Lets ``python -m trialkg`` run the command line."""

from trialkg.cli import main

main()
