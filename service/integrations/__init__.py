"""One folder a partner: what is theirs is turned into Leadworth's words here and nowhere else."""
