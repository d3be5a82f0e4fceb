"""Why revenue changed, and periods whose figures stay."""
