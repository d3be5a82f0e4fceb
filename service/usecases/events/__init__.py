"""What happens to a lead, and where it stands then."""
