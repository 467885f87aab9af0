"""Raw rows into canonical frames: references keyed, labels coded, dates read, broken rows set aside."""

from flightdeck.data.conform.frame import FrameConformer, conform
from flightdeck.data.conform.result import Conformed
from flightdeck.data.conform.rules import RULES, Rule
from flightdeck.data.conform.tables import conform_tables

__all__ = ["RULES", "Conformed", "FrameConformer", "Rule", "conform", "conform_tables"]
