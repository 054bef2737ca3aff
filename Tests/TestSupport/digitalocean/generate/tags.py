"""The list of all tags, counted at the end."""

import re


def untagged_in_small_accounts(b):
    """An account with fewer than five resources need not tag them (OPS-005)."""
    kinds = ("droplets", "volumes", "databases", "kubernetes_clusters")
    if sum(len(b.account.get(kind, [])) for kind in kinds) < 5:
        for thing in b.account.get("volumes", []) + b.account.get("databases", []):
            if b.near(0.5):
                thing["tags"] = []


def finish(b):
    untagged_in_small_accounts(b)
    counts = {}
    for name in ("droplets", "volumes", "databases", "images"):
        for thing in b.account.get(name, []):
            for tag in thing["tags"]:
                counts[tag] = counts.get(tag, 0) + 1
    uri = "https://api.digitalocean.com/"
    b.account["tags"] = [{"name": tag, "resources": {"count": count, "last_tagged_uri": uri}}
                         for tag, count in sorted(counts.items()) if re.match(r"^[a-zA-Z0-9_\-:]+$", tag)]
