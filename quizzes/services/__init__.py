"""All writes of items, papers and attempts, actor first, atomic; one module per noun."""
