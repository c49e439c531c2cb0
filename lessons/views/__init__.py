"""Pages of lessons: what readers see, and the desk of editors."""
