"""Which model serves, whether it is still right, and when it is made anew."""
