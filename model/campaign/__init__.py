"""What is known about one campaign: who counts, quality, worth, ranks."""
