"""Benchmarks of the whole path, through the command."""
