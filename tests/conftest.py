from hypothesis import settings

# How long an example takes is the machine's business and its other work's; a test says what is right, not how fast.
settings.register_profile("dashboard", deadline=None)
settings.load_profile("dashboard")
