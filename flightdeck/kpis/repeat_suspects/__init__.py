"""Repeat suspects under a preset: who was named on what, when they met the preset, and what was done about it.

A suspect is somebody named, not somebody convicted. There is no verified national definition: the parameters come from
a preset, and every figure that leans on one prints its id and version.
"""
