"""Ways a reminder leaves; each says how it ended and never raises for what a server does."""
