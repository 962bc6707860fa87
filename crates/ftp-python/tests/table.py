"""table.py FILE... diagnoses logs: prints for each file its name, a tab, and one line of JSON or null."""

import pathlib
import sys

import ftp_proto

sys.stdout.reconfigure(encoding="utf-8", newline="\n")
for path in map(pathlib.Path, sys.argv[1:]):
    try:
        json = ftp_proto.diagnose(path.read_bytes()).json
    except ValueError:
        json = "null"
    print(path.name, json, sep="\t")
