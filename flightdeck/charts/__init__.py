"""Results drawn as plain dict figures, one chart a module, all in one theme."""
