"""A company's history, out of its own files: CSV or Parquet, a map of its words, rejects with reasons."""
