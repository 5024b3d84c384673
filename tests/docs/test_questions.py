from __future__ import annotations

from docs.questions import PAGE, page


def test_the_page_of_stored_queries_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it again: python docs/questions.py"
