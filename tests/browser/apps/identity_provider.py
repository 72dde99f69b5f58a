"""An identity provider for tests, on a port of this machine: it signs in whoever a test says, and asks for no password."""

import sys

from oidc_provider_mock import User, app
from werkzeug.serving import make_server

PEOPLE = ("viewer", "recorder", "reviewer", "approver", "administrator", "somebody", "able", "suspect", "ended")


def main() -> None:
    people = [
        User(sub=name, claims={"name": f"{name.capitalize()} Person", "email": f"{name}@example.org", "email_verified": True})
        for name in PEOPLE
    ]
    make_server("127.0.0.1", int(sys.argv[1]), app(user_claims=people), threaded=True).serve_forever()


if __name__ == "__main__":
    main()
