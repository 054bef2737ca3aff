#!/usr/bin/env python3
"""The rule by which the reference memory server of the Model Context Protocol stores: memory-peer.py FILE WRITER COUNT

Each write reads the whole JSON Lines file, appends an entity with an observation and writes the whole file back. This is that
rule in a few lines, not the server. Prints how many writes failed because the file could not be read."""
import json, os, sys


def read(path):
    try:
        with open(path) as file:
            return [json.loads(line) for line in file if line.strip()]
    except FileNotFoundError:
        return []


def write(path, entities):
    data = "\n".join(json.dumps(entity) for entity in entities).encode()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    while data:
        data = data[os.write(descriptor, data):]
    os.close(descriptor)


path, writer, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
errors = 0
for number in range(count):
    try:
        entities = read(path)
    except ValueError:
        errors += 1
        continue
    name = f"w{writer}-{number}"
    write(path, entities + [dict(type="entity", name=name, entityType="note", observations=[f"what writer {name} has to say"])])
print(errors)
