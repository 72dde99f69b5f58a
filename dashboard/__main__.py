"""`python -m dashboard` opens the dashboard; `python -m dashboard assess …` assesses files."""

import sys
from pathlib import Path


def main() -> int:
    """Open the dashboard where no command is given, else run the command."""
    if len(sys.argv) > 1:
        from dashboard.cli import main as run  # noqa: PLC0415 # the server needs none of it

        return run(sys.argv[1:])
    from streamlit.web import bootstrap  # noqa: PLC0415 # the command line needs none of it

    app = str(Path(__file__).resolve().parent / "app.py")
    bootstrap.load_config_options({})
    bootstrap.run(app, is_hello=False, args=[], flag_options={})
    return 0


if __name__ == "__main__":
    sys.exit(main())
