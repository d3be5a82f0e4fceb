"""Pictures drawn on this machine: Vega-Lite specifications rendered by vl-convert, without any network."""
