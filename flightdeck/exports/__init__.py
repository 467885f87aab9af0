"""Documents that leave the screen: each carries what a reader must know of it, and nothing that the gate did not let through."""
