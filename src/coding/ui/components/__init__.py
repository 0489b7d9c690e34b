"""Components of our own: plain JavaScript and CSS, nothing from elsewhere."""
