"""Snapshots of Droplets and volumes, and those whose Droplet or volume is gone."""


def snapshot(b, kind, resource_id, name, days, tags=(), size=None):
    number = str(b.number()) if kind == "droplet" else b.uuid()
    return b.add("snapshots", {
        "id": number, "name": name, "created_at": b.days_ago(days), "regions": ["nyc3"], "resource_id": resource_id,
        "resource_type": kind, "min_disk_size": 25 if kind == "droplet" else 10,
        "size_gigabytes": float(size or b.rng.randrange(1, 40)), "tags": list(tags),
    })


def of_droplet(b, machine, days, tags=()):
    made = snapshot(b, "droplet", str(machine.id), f"{machine.thing['name']}-{int(days)}", days, tags)
    machine.thing["snapshot_ids"] = machine.thing["snapshot_ids"] + [int(made["id"])]
    newest = machine.newest_snapshot
    machine.newest_snapshot = days if newest is None else min(newest, days)
    return made


def of_volume(b, volume, days, tags=()):
    return snapshot(b, "volume", volume["id"], f"{volume['name']}-{int(days)}", days, tags)


def as_image(number, name, created_at):
    """A snapshot as the image that a Droplet was made from: nothing is known about its system."""
    return {"id": number, "name": name, "distribution": "Unknown", "slug": None, "public": False, "regions": ["nyc3"],
            "created_at": created_at, "type": "snapshot", "min_disk_size": 20, "size_gigabytes": 3.1, "description": "",
            "tags": [], "status": "available", "error_message": ""}


def orphans(b, count):
    """COST-009: the Droplet or the volume does not exist any more."""
    for _ in range(count):
        kind = b.pick(["droplet", "volume"])
        resource_id = str(b.number()) if kind == "droplet" else b.uuid()
        if not b.defect(1.5):
            # Gone for a short time only.
            snapshot(b, kind, resource_id, b.name(), b.pick([1, 20, 29]))
            continue
        newest = b.pick([31, 60, 100, 700])
        lost(b, snapshot(b, kind, resource_id, b.name(), newest))
        if b.near(0.4):
            # A second, older one: also an old snapshot that is not the newest.
            older = snapshot(b, kind, resource_id, b.name(), newest + 90)
            lost(b, older)
            b.find("COST-007" if kind == "droplet" else "COST-008", "do:snapshot:" + older["id"], saving=price(older))


def lost(b, made):
    b.find("COST-009", "do:snapshot:" + made["id"], saving=price(made))


def price(made):
    return made["size_gigabytes"] * 0.06
