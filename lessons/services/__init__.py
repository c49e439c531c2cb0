"""All writes of lessons, actor first: imports, drafts, publication and reading."""
