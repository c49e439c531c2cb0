"""Pages of progress: access → form → service → render or redirect."""
