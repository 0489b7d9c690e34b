"""Training what ships with the package; nothing here is imported when the program runs."""
