"""Tests of what each command does, and the processes that do it."""
