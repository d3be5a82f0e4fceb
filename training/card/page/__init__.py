"""A card as one HTML file that needs nothing beside itself."""
