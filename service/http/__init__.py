"""One file a resource. A view reads what was parsed, calls one use case and returns."""
