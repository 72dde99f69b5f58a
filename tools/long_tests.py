"""Which tests take long: written from a run's own measure, for the quick subset to leave out.

python -m pytest -n auto --dist loadfile -m "not browser" --junitxml=build/tests.xml
python -m tools.long_tests build/tests.xml
"""

import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

LIST = Path(__file__).parent.parent / "tests" / "long.txt"
_LEAST_S = 0.1


def long_tests(results: str) -> list[str]:
    """Return the tests of a run (JUnit's XML) that take long, every parameter of one together, in order of their names."""
    took: defaultdict[str, float] = defaultdict(float)
    for case in ElementTree.fromstring(results).iter("testcase"):  # noqa: S314 # our own run wrote it
        module, *classes = _split(case.attrib["classname"])
        took["::".join([module, *classes, case.attrib["name"].split("[")[0]])] += float(case.attrib["time"])
    return sorted(test for test, seconds in took.items() if seconds >= _LEAST_S)


def _split(name: str) -> list[str]:
    """Return the file and the classes of a dotted name."""
    parts = name.split(".")
    module = next(number for number, part in enumerate(parts) if part.startswith("test_")) + 1
    return ["/".join(parts[:module]) + ".py", *parts[module:]]


if __name__ == "__main__":
    LIST.write_text("".join(f"{test}\n" for test in long_tests(Path(sys.argv[1]).read_text(encoding="utf-8"))), encoding="utf-8")
