"""Raw rows into canonical frames: references keyed, labels coded, dates read, broken rows set aside."""
