"""Pages of HTML and pieces of them, from templates that escape whatever comes from outside."""
