"""Holds JSON documents against a schema of docs/schema/, with the validator of the Debian package python3-jsonschema.

    validate.py SCHEMA FILE         FILE holds a JSON array of documents; each must be valid
    validate.py SCHEMA FILE --harm  each document, with any one field renamed, left out or of another type, must be refused

Prints one line for each thing that does not hold.
"""
import copy
import json
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("no jsonschema")
    sys.exit(3)


def fields(value, path=(), place=()):
    """The fields of a document: where each stands, and the same without the numbers of list items."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path + (key,), place + (key,)
            yield from fields(inner, path + (key,), place + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from fields(inner, path + (index,), place)


def harmed(document, path, harm):
    copied = copy.deepcopy(document)
    holder = copied
    for step in path[:-1]:
        holder = holder[step]
    harm(holder, path[-1])
    return copied


def leave_out(holder, key):
    del holder[key]


def rename(holder, key):
    holder[key + "X"] = holder.pop(key)


def retype(holder, key):
    holder[key] = [{}]


schema = json.load(open(sys.argv[1], encoding="utf-8"))
documents = json.load(open(sys.argv[2], encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)

if len(sys.argv) < 4:
    for number, document in enumerate(documents):
        for error in list(validator.iter_errors(document))[:3]:
            print(f"document {number}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
else:
    seen = set()
    for document in documents:
        for path, place in fields(document):
            if place in seen:
                continue
            seen.add(place)
            for harm in (leave_out, rename, retype):
                if validator.is_valid(harmed(document, path, harm)):
                    print(f"{'/'.join(place)}: {harm.__name__} is not refused")
    if len(seen) < 20:
        print(f"only {len(seen)} fields were tried")
