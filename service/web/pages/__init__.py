"""A page a file: it asks the API's operations and shows what they answer."""
