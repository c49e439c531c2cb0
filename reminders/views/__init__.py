"""Pages of reminders: access → form → service → render or redirect."""
