"""How numbers, amounts and days are written for people."""
