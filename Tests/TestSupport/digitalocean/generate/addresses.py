"""Reserved addresses (COST-010), and names that still lead to an address that was given back (SEC-024)."""


def build(b, count, count6):
    b.account["reserved_ips"] = []
    b.account["reserved_ipv6"] = []
    # An address on an idle Droplet would change what is said about it.
    free = [machine for machine in b.droplets if not machine.owned and not machine.idle and not machine.gpu]
    b.rng.shuffle(free)
    for _ in range(count):
        address(b, free)
    for zone in b.zones:
        if not zone.parked and b.near(0.15):
            passing(b, zone)
    for _ in range(count6):
        b.add("reserved_ipv6", {"ip": b.address6(), "region_slug": "nyc3", "reserved_at": b.old(), "droplet": None})


def address(b, free):
    project = b.project()
    thing = {"ip": b.address(), "region": b.pick(list(b.regions.values())), "droplet": None, "locked": False,
             "project_id": project.id}
    b.add("reserved_ips", thing)
    b.assign(project, "do:floatingip:" + thing["ip"])
    if b.defect():
        b.find("COST-010", "do:reservedip:" + thing["ip"], environment=project.environment, saving=5.0)
    elif free and not b.near(0.1):
        machine = free.pop()
        thing["droplet"] = machine.thing
        thing["region"] = machine.thing["region"]
    else:
        thing["locked"] = True          # something is being done with it just now


def passing(b, zone):
    """An address with a name. In the later account the address is gone and the name is still there."""
    thing = {"ip": b.address(), "region": b.pick(list(b.regions.values())), "droplet": None, "locked": True,
             "project_id": zone.project.id}
    record = zone.record("A", "passing", thing["ip"])
    if b.later:
        zone.find("SEC-024", str(record["id"]))
        return
    b.add("reserved_ips", thing)
    b.assign(zone.project, "do:floatingip:" + thing["ip"])
