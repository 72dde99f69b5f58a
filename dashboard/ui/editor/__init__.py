"""Writing agreements: a draft that lasts as long as the session, forms over it, and keeping it as a new version."""
