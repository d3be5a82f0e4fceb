"""A lead from its arrival to its score, and the person behind it."""
