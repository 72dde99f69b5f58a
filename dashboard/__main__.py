"""`python -m dashboard` opens the dashboard; `python -m dashboard assess …` assesses files."""

import sys
from pathlib import Path


def main() -> int:
    """Open the dashboard where no command is given, else run the command."""
    if len(sys.argv) > 1:
        try:
            from dashboard.cli import main as run  # noqa: PLC0415 # the server needs none of it
        except KeyboardInterrupt:
            # Getting ready takes a second or two, in which nothing is there yet to say that it was stopped.
            return 130
        return run(sys.argv[1:])
    from streamlit.web.cli import main as streamlit  # noqa: PLC0415 # the command line needs none of it

    from dashboard.settings import SettingError, used_folders  # noqa: PLC0415 # likewise
    from dashboard.ui.first_picture import FIRST_PICTURE  # noqa: PLC0415 # likewise
    from dashboard.ui.login import address_to_serve, prepare_login, refuse_open_door  # noqa: PLC0415 # likewise

    try:
        if prepare_login() is None:
            print("dashboard: nobody signs in; whoever is at this machine may do everything", file=sys.stderr)  # noqa: T201 # there is no page yet
        refuse_open_door(address_to_serve())
    except SettingError as error:
        print(f"dashboard: {error}", file=sys.stderr)  # noqa: T201 # likewise
        return 2
    FIRST_PICTURE.begin(*used_folders())
    app = Path(__file__).resolve().parent / "app.py"
    # Streamlit's own entry, since that is where its environment variables (STREAMLIT_SERVER_PORT) are read.
    streamlit(["run", str(app)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
