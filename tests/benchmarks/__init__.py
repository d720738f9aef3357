"""Benchmarks: ratios against peers and floors, measured in one run. No test of ours.

`python3 -m tests.benchmarks --help`; docs/performance.md has the table.
"""
