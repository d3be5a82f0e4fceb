"""The Flask API, its store, its jobs and its command line."""
