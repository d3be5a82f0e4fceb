"""The lines of a comparison of campaigns as a page shows them: chosen, sorted, summed, named."""
