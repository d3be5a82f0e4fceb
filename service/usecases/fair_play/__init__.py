"""What both teams agreed on, and how each sees the work of the other."""
