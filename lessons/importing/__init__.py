"""Bytes become an outline here; pure: no Django, no settings, no clock, no database."""
