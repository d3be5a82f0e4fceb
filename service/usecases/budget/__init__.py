"""Where the same money would bring more."""
