"""All writes of reminders; one module per step: planning, sending, preferences."""
