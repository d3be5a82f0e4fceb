"""What campaigns bring and cost, beside each other."""
