"""`python -m service …`: what an operator does by hand, one file a command."""
