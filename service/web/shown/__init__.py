"""From what operations answer to what a page shows."""
