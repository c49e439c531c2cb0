"""Questions as files of others and back: GIFT, Moodle XML and a table; pure."""
