"""Spaces: buckets (known from the projects only), CDN endpoints and access keys."""

import hashlib

from generate import certificates

KEEP_PRIVATE = ["db-backups", "nightly-backup", "terraform-state"]


def build(b, buckets, keys):
    for _ in range(buckets):
        bucket(b)
    for _ in range(keys):
        key(b)


def place(b, name):
    region = b.pick(["nyc3", "ams3", "sfo3", "fra1", "sgp1"])
    project = b.project()
    b.assign(project, "do:space:" + name)
    b.buckets.append((name, region))
    return region, project


def bucket(b):
    """PERF-008."""
    if b.near(0.2):
        name = f"{b.pick(KEEP_PRIVATE)}-{b.hex(5)}"
        place(b, name)
        return
    name = f"{b.pick(['static', 'media', 'assets'])}-{b.hex(6)}"
    region, project = place(b, name)
    if b.defect():
        b.find("PERF-008", "do:space:" + name, environment=project.environment)
        if b.near(0.3):
            # The endpoint of a bucket whose name only starts alike.
            other = name + "-old"
            other_region, _ = place(b, other)
            endpoint(b, other, other_region)
    else:
        endpoint(b, name, region)


def endpoint(b, name, region):
    made = {"id": b.uuid(), "origin": f"{name}.{region}.digitaloceanspaces.com",
            "endpoint": f"{name}.{region}.cdn.digitaloceanspaces.com", "ttl": 3600, "created_at": b.old()}
    if b.near(0.3):
        made["certificate_id"] = certificates.referenced(b)
        made["custom_domain"] = f"{name}.example.org"
    b.add("cdn_endpoints", made)


def key(b):
    """SEC-018 and SEC-019."""
    access_key = "DO00" + b.hex(16).upper()
    grants = [{"bucket": b.slug(), "permission": b.pick(["read", "readwrite"])} for _ in range(b.rng.randrange(1, 3))]
    urn = "do:spaceskey:" + hashlib.sha256(access_key.encode()).hexdigest()[:12]
    if b.defect(0.5):
        grants = [b.pick([{"bucket": "", "permission": "fullaccess"}, {"bucket": "", "permission": "read"},
                          {"bucket": b.slug(), "permission": "fullaccess"}])]
        b.find("SEC-018", urn)
    days = b.pick([3, 100, 179])
    if b.defect(0.5):
        days = b.pick([181, 900])
        b.find("SEC-019", urn)
    b.add("spaces_keys", {"name": b.name(), "grants": grants, "access_key": access_key, "created_at": b.days_ago(days)})
