"""`python -m flightdeck` is the command `flightdeck`."""

from flightdeck.cli import main

main()
