"""What runs beside requests, as a process of its own."""
