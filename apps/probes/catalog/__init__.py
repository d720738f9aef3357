"""One probe per file. A probe reads a snapshot and touches nothing else."""
