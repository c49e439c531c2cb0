"""The folder everything lives in: its parts, its lock, its secrets, its sockets."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
