"""Reads a report of `baton check` with programs that are not Baton's, and says in one line what they see.

    read-back.py FORMAT FILE [GITLAB-SCHEMA]

sarif     sarif_pydantic (PyPI), and jsonschema against the schema of OASIS where SARIF_SCHEMA names its file
junit     xml.etree, and junitparser (PyPI) where it is here
gitlab    jsonschema, against a schema made from GitLab's documentation
markdown  cmarkgfm (PyPI): the Markdown of GitHub

Exit code 3: what is needed is not on this machine.
"""
import html
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

form, path = sys.argv[1], sys.argv[2]
with open(path, encoding="utf-8") as file:
    text = file.read()


def lacks(what):
    print(what)
    sys.exit(3)


def complain(errors):
    for error in list(errors)[:5]:
        print("wrong at", "/".join(map(str, error.absolute_path)), error.message[:300])
        sys.exit(1)


if form == "sarif":
    document = json.loads(text)
    readers = 0
    try:
        from sarif_pydantic import Sarif
        readers += 1
        run = Sarif.model_validate(document).runs[0]
        assert len(run.results) == len(document["runs"][0]["results"])
    except ImportError:
        pass
    if os.environ.get("SARIF_SCHEMA"):
        import jsonschema
        with open(os.environ["SARIF_SCHEMA"], encoding="utf-8") as file:
            schema = json.load(file)
        kind = jsonschema.validators.validator_for(schema)
        complain(kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(document))
        readers += 1
    if not readers:
        lacks("no sarif_pydantic and no SARIF_SCHEMA")
    results = [r for r in document["runs"][0]["results"] if not r["suppressions"]]
    levels = [result["level"] for result in results]
    print(levels.count("error"), levels.count("warning"), levels.count("note"))

elif form == "junit":
    root = ElementTree.fromstring(text.encode("utf-8"))
    counts = [0, 0, 0, 0]
    for suite in [root] + list(root):
        cases = list(suite.iter("testcase"))
        seen = [len(cases)] + [sum(case.find(kind) is not None for case in cases) for kind in ("failure", "error", "skipped")]
        said = [int(suite.get(kind)) for kind in ("tests", "failures", "errors", "skipped")]
        assert seen == said, (suite.get("name"), seen, said)
        if suite is root:
            counts = seen
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names)), "two cases of one name"
    try:
        from junitparser import JUnitXml
        parsed = JUnitXml.fromstring(text.encode("utf-8"))
        assert [sum(len(list(suite)) for suite in parsed), parsed.failures, parsed.errors, parsed.skipped] == counts
    except ImportError:
        pass
    print(*counts)

elif form == "gitlab":
    try:
        import jsonschema
    except ImportError:
        lacks("no jsonschema")
    document = json.loads(text)
    with open(sys.argv[3], encoding="utf-8") as file:
        complain(jsonschema.Draft202012Validator(json.load(file)).iter_errors(document))
    prints = [issue["fingerprint"] for issue in document]
    assert len(prints) == len(set(prints)), "two findings of one fingerprint"
    kinds = [issue["severity"] for issue in document]
    print(kinds.count("blocker") + kinds.count("critical"), kinds.count("minor"), kinds.count("info"))

elif form == "markdown":
    try:
        import cmarkgfm
        from cmarkgfm.cmark import Options
    except ImportError:
        lacks("no cmarkgfm")
    assert len(text) < 65536 and len(text.encode("utf-8")) < 65536
    page = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    tags = set(re.findall(r"<([a-z0-9]+)", page))
    allowed = {"h3", "h4", "p", "ul", "li", "code", "details", "summary", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    assert tags <= allowed, tags - allowed
    # Markup that opens and closes as it should.
    ElementTree.fromstring("<page>" + page.replace("&quot;", '"').replace("&nbsp;", " ") + "</page>")
    # What is not code calls nobody.
    prose = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<code>.*?</code>", " ", page)))
    called = re.findall(r"[@#!$~&%][\w]", prose)
    assert not called, called
    words = html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\u200b", "")
    for wanted in sys.argv[3:]:
        assert wanted in words, wanted
    print(words.count("Ask: "))
