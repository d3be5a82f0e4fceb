"""Historical outcomes to an artefact: reading, schema drafting, fitting, evaluating, scoring."""
