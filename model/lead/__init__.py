"""What is known about one lead: its schema, its probability, its deal value and the factors behind them."""
