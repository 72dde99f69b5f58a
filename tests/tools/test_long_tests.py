"""The list of tests that take long: as a run measured them, and none that is gone."""

from pathlib import Path

from tests.conftest import LONG_ONES
from tools.long_tests import long_tests

ROOT = Path(__file__).parents[2]
RESULTS = """<testsuites><testsuite>
<testcase classname="tests.store.test_record" name="test_many[1]" time="0.1"/>
<testcase classname="tests.store.test_record" name="test_many[2]" time="0.1"/>
<testcase classname="tests.store.test_record" name="test_quick" time="0.05"/>
<testcase classname="tests.store.test_record.TestFolder" name="test_slow" time="3.0"/>
</testsuite></testsuites>"""


def test_what_takes_long_with_all_its_parameters_is_listed():
    assert long_tests(RESULTS) == ["tests/store/test_record.py::TestFolder::test_slow", "tests/store/test_record.py::test_many"]


def test_every_listed_test_is_still_there():
    gone = []
    for listed in LONG_ONES:
        path, *names = listed.split("::")
        source = (ROOT / path).read_text(encoding="utf-8")
        # A machine of Hypothesis has one test, by a name of unittest's.
        gone += [listed for name in names if name not in source and name != "runTest"]
    assert not gone, "write tests/long.txt anew with tools.long_tests"
