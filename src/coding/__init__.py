"""Code Dutch open answers and reports into theme tables that hold."""
