"""Tests; they mirror the modules of the package."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
