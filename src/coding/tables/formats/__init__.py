"""Tables as text files: CSV, Markdown, LaTeX."""
