"""What every page stands in: who looks, what is asked, what is kept, how it is written and refused."""
