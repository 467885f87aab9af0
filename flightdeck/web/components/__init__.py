"""The parts pages are made of: each a function from a value to a component; none fetches anything."""
