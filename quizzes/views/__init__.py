"""Pages of quizzes: access → form → service → render or redirect; one module per noun."""
