"""What a rep has before her: whom to call next, and how a lead got where it is."""
