"""What is loaded is kept here, so that a restart loses nothing: originals and choices, never what is derived from them."""
