"""The services and processes behind `run.py`: starting, watching and stopping them; no Django."""
