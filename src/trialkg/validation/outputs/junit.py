"""The report as JUnit XML: a test case a rule, failed where its results reach the threshold.

There is no standard; the dialect is that of Jenkins' xUnit plug-in (https://github.com/jenkinsci/xunit-plugin).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from lxml import etree

from trialkg.validation.outcome import Outcome
from trialkg.validation.outputs.text import result_line
from trialkg.validation.report import Result

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(outcome: Outcome) -> str:
    """The outcome as one test suite; results below the threshold stand in the output of their test case."""
    by_rule: defaultdict[str, list[Result]] = defaultdict(list)
    for result in outcome.report.results:
        by_rule[result.rule].append(result)
    names = dict.fromkeys(by_rule, "") | {rule.id: rule.name for rule in outcome.rules}
    suite = etree.Element("testsuite", name="trialkg validate")
    failed = sum(
        _case(suite, f"{rule} {names[rule]}".strip(), by_rule[rule], outcome) for rule in sorted(names)
    )
    etree.SubElement(suite, "system-out").text = _xml_text(outcome.summary)
    suites = etree.Element("testsuites", name="trialkg validate")
    for element in (suites, suite):
        element.set("tests", str(len(names)))
        element.set("failures", str(failed))
        element.set("errors", "0")
    suites.append(suite)
    etree.indent(suites)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declaration}\n{etree.tostring(suites, encoding='unicode')}\n"


def _case(suite: etree._Element, name: str, results: Sequence[Result], outcome: Outcome) -> bool:
    case = etree.SubElement(suite, "testcase", name=_xml_text(name), classname="trialkg.validate")
    failures = [result for result in results if result.severity >= outcome.threshold]
    below = [result for result in results if result.severity < outcome.threshold]
    if failures:
        message = _xml_text(f"{len(failures)} found: {failures[0].message}")
        etree.SubElement(case, "failure", message=message, type=failures[0].severity.word).text = _lines(
            failures
        )
    if below:
        etree.SubElement(case, "system-out").text = _lines(below)
    return bool(failures)


def _lines(results: Sequence[Result]) -> str:
    return _xml_text("\n".join(result_line(result) for result in results))


def _xml_text(text: str) -> str:
    """Text without the characters that no XML document can carry; each becomes U+FFFD."""
    return _NOT_XML.sub("�", text)
