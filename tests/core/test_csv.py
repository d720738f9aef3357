import pytest

from apps.core.csv import csv_lines, csv_response, harmless


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert harmless(f"{start}cmd|' /C calc'!A0").startswith("'" + start)


def test_other_values_stay_as_they_are() -> None:
    assert [harmless(value) for value in ("Payroll", 7, None, "a=b")] == [
        "Payroll",
        "7",
        "",
        "a=b",
    ]


def test_lines_are_quoted_where_they_must_be() -> None:
    lines = list(csv_lines(("a", "b"), [('say "x", y', "=1+1")]))
    assert lines == ["a,b\r\n", '"say ""x"", y",\'=1+1\r\n']


def test_the_answer_is_a_download() -> None:
    response = csv_response("things", ("a",), [(1,)])
    assert response["Content-Disposition"] == 'attachment; filename="things.csv"'
    assert b"".join(response.streaming_content) == b"a\r\n1\r\n"  # type: ignore[arg-type]
