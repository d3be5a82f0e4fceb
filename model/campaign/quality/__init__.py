"""The lead quality rate of a campaign (or any group of leads): estimate, interval, verdict, leading rate."""
