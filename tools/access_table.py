"""Write the table of roles and actions into docs/users.md: `python -m tools.access_table`."""

import re
import sys
from pathlib import Path

from dashboard.domain.access import matrix_table

_PAGE = Path(__file__).resolve().parents[1] / "docs" / "users.md"


def main() -> int:
    """Put the table as it is now in place of the one that stands there."""
    text = _PAGE.read_text(encoding="utf-8")
    written, found = re.subn(r"\| may \|.*\n(\|.*\n)+", lambda _: matrix_table(), text)
    if found != 1:
        print(f"{_PAGE} holds {found} tables that begin with '| may |', expected one", file=sys.stderr)
        return 1
    _PAGE.write_text(written, encoding="utf-8")
    print(f"wrote {_PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
