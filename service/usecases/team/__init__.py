"""Reps: who works when, who gets which lead, what each makes of hers."""
