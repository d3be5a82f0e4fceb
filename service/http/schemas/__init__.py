"""What requests and answers look like, in marshmallow. One file a noun."""
