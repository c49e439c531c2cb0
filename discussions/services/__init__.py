"""All writes of discussions, actor first, atomic; one module per noun."""
