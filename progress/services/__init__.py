"""All writes of progress, actor first, atomic; one module per noun."""
