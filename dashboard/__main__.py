"""`python -m dashboard` opens the dashboard; `python -m dashboard assess …` assesses files.

Server and command line are loaded only where they are asked for: neither needs the other, and each takes a second.
"""

import sys
from pathlib import Path


def main() -> int:
    """Open the dashboard where no command is given, else run the command."""
    if len(sys.argv) > 1:
        try:
            from dashboard.cli import main as run
        except KeyboardInterrupt:
            # Getting ready takes a second or two, in which nothing is there yet to say that it was stopped.
            return 130
        return run(sys.argv[1:])
    from streamlit.web.cli import main as streamlit

    from dashboard.settings import SettingError, used_folders
    from dashboard.ui.first_picture import FIRST_PICTURE
    from dashboard.ui.login import address_to_serve, prepare_login, refuse_open_door

    try:
        if prepare_login() is None:
            print("dashboard: nobody signs in; whoever is at this machine may do everything", file=sys.stderr)
        refuse_open_door(address_to_serve())
    except SettingError as error:
        print(f"dashboard: {error}", file=sys.stderr)
        return 2
    FIRST_PICTURE.begin(*used_folders())
    app = Path(__file__).resolve().parent / "app.py"
    # Streamlit's own entry, since that is where its environment variables (STREAMLIT_SERVER_PORT) are read.
    streamlit(["run", str(app)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
