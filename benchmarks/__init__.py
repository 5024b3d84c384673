"""How fast trialkg is, stage by stage, beside a peer in the same run: ``python -m benchmarks``."""
