"""What can be said of a model, each figure a small module on plain arrays; no database here."""
