"""Cells as people write them: phones, amounts, times, e-mails. Pure; what cannot be read is said so."""
