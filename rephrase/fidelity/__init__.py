"""The checks, one file each: pure functions of (source, rewrite, task) that give a Verdict. `score.py` combines them."""
