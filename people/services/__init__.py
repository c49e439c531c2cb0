"""All writes of people and branches, actor first, atomic; one module per noun."""
