#!/usr/bin/env python3
"""What bench-store needs psycopg for:

    store-peer.py fill DATABASE            gives each passage of a SQLite database of ipai a vector of noise
    store-peer.py load DATABASE ADDRESS    loads these passages into PostgreSQL by COPY, and prints how many seconds that took"""
import random, sqlite3, struct, sys, time

DIMENSIONS = 384
REVISION = "0" * 64


def fill(path):
    chooser = random.Random(1)
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO embedding_model (name, revision, dimensions) VALUES ('noise', ?, ?)", (REVISION, DIMENSIONS))
        model = database.execute("SELECT id FROM embedding_model WHERE revision = ?", (REVISION,)).fetchone()[0]
        for (digest,) in database.execute("SELECT DISTINCT digest FROM passage").fetchall():
            values = chooser.randbytes(DIMENSIONS).replace(b"\x80", b"\x81")
            database.execute("INSERT INTO passage_embedding VALUES (?, ?, 0.0005, ?)", (model, digest, values))
        database.execute("UPDATE corpus SET version = random() WHERE name = 'document vectors'")


def load(path, address):
    import psycopg
    rows = []
    with sqlite3.connect(path) as database:
        for text, scale, values in database.execute("SELECT text, scale, bytes FROM passage JOIN passage_embedding USING (digest)"):
            rows.append((text, [scale * value for value in struct.unpack(f"{DIMENSIONS}b", values)]))
    with psycopg.connect(address) as database:
        database.execute("CREATE TABLE loaded (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), corpus text, chunk_text text, embedding halfvec)")
        start = time.monotonic()
        with database.cursor().copy("COPY loaded (corpus, chunk_text, embedding) FROM STDIN") as copy:
            for text, vector in rows:
                copy.write_row(("chunks", text, f"[{','.join(map(str, vector))}]"))
        database.commit()
        print(time.monotonic() - start)


if sys.argv[1] == "fill":
    fill(sys.argv[2])
else:
    load(sys.argv[2], sys.argv[3])
