"""`python -m rephrase` is the command."""

from rephrase.cli import main

main()
