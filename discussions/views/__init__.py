"""Pages of discussions: access → form → service → render or redirect."""
