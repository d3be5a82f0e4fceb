"""What is known about one lead and about one campaign. Pure: no clock, network, database or web."""
