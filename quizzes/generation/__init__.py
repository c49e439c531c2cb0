"""An outline becomes facts and items here; pure: no Django, no settings, no clock, no database."""
