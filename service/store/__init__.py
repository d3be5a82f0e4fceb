"""Tables and queries, one file a table. Functions take a connection; none of them commits."""
