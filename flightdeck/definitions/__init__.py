"""Definitions read from YAML and the rules that a set of them must keep."""
