"""What Leadworth does, one verb a file. They flush; only the edge commits."""
