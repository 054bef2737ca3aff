"""The account itself: identity, limits, teams, keys."""


def build(b):
    b.account["account"] = {
        "droplet_limit": 25, "floating_ip_limit": 5, "email": "sammy@example.com", "name": b.name(0.5),
        "uuid": b.uuid(), "email_verified": True, "status": "active", "status_message": "",
        "team": {"uuid": b.hex(40), "name": b.name(0.5)},
    }
    b.account_urn = "do:account:" + b.account["account"]["team"]["uuid"]
    b.account["teams"] = [{"id": 4126873, "uuid": b.uuid(), "name": b.name(), "email": "team@example.com",
                           "member_count": 3, "status": "joined", "joined_organization_at": b.old()}]
    b.account["ssh_keys"] = [{"id": b.number(), "fingerprint": "3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa",
                              "public_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample sammy", "name": b.name()}
                             for _ in range(b.rng.randrange(0, 3))]
    identity(b)


def identity(b):
    """SEC-027."""
    thing = b.account["account"]
    if b.defect(0.5):
        kind = b.rng.randrange(3)
        if kind != 0:
            thing["status"] = b.pick(["warning", "locked"])
            thing["status_message"] = "A payment failed: <b>please check</b>"
        if kind != 1:
            thing["email_verified"] = False
        b.find("SEC-027", b.account_urn)


def finish(b):
    """OPS-016: the limits fit the final numbers."""
    thing = b.account["account"]
    thing["droplet_limit"] = limit(b, [len(b.droplets), sum(not machine.gpu for machine in b.droplets)], "droplets")
    addresses = len(b.account.get("reserved_ips", []))
    thing["floating_ip_limit"] = limit(b, [addresses], "reserved_ips")


def limit(b, counts, sub_key):
    """A limit that is nearly reached whichever way the objects are counted, or far from it."""
    most, least = max(counts), min(counts)
    if least >= 5 and b.defect(0.5):
        b.find("OPS-016", b.account_urn, sub_key)
        return max(1, int(least / b.pick([0.85, 1.0])))
    if most and most % 4 == 0 and b.near():
        return most * 5 // 4         # exactly 80 %
    return max(5, most * 3)
