"""Certificates (SEC-017)."""

from generate.base import DAY, stamp


def certificate(b, kind, days, state="verified"):
    return b.add("certificates", {
        "id": b.uuid(), "name": b.name(), "not_after": stamp(b.now + days * DAY), "sha1_fingerprint": b.hex(40),
        "created_at": b.days_ago(50), "dns_names": [b.slug() + ".example.org", "*.example.org"], "state": state,
        "type": kind,
    })


def urn_of(made):
    return "do:certificate:" + made["id"]


def referenced(b):
    """The id of a certificate that somebody uses."""
    kind = b.pick(["custom", "lets_encrypt"])
    if not b.defect(0.3):
        border = 31 if kind == "custom" else 15
        return certificate(b, kind, b.pick([border, border + 10, 80, 300]))["id"]
    case = b.rng.randrange(3)
    if case == 0:
        made = certificate(b, kind, 80, "error")
        b.find("SEC-017", urn_of(made))
    elif case == 1:
        made = certificate(b, kind, b.pick([2.5, 0.5, -10]))
        b.find("SEC-017", urn_of(made), severity="critical")
    else:
        made = certificate(b, kind, b.pick([4, 10, 29] if kind == "custom" else [4, 10, 13.5]))
        b.find("SEC-017", urn_of(made))
    return made["id"]


def unused(b, count):
    """Nobody uses it, and it ends soon: only a low matter."""
    for _ in range(count):
        if b.defect(1.5):
            made = certificate(b, b.pick(["custom", "lets_encrypt"]), b.pick([5, 12]))
            b.find("SEC-017", urn_of(made), severity="low")
