"""Whether a retrained model may take the serving one's place: judged on leads that neither has seen."""
