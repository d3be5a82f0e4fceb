"""From the texts of a form to what an operation takes, and back."""
