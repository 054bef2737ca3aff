"""Droplets that share a physical host (REL-015)."""


def build(b):
    b.account["neighbor_ids"] = []
    used = set()
    together(b, used)
    same_tag(b, used)
    strangers(b, used)
    nodes(b, used)


# Tags that say how a Droplet is to be treated, and not what it does.
TREATMENTS = {"stateless", "bastion", "vpn", "dns", "keep"}


def group(b, machines, used):
    ids = [machine.id for machine in machines]
    b.rng.shuffle(ids)
    b.account["neighbor_ids"].append(ids)
    used.update(ids)


def together(b, used):
    """Two backends of one load balancer on one host."""
    for machines in b.balancer_groups:
        pair = [machine for machine in machines if machine.id not in used and not machine.pristine][:2]
        if len(pair) == 2 and b.defect(0.4):
            first = min(pair, key=lambda machine: machine.id)
            b.find("REL-015", first.urn, environment=first.environment)
            group(b, pair, used)


def same_tag(b, used):
    """Two Droplets with a tag in common on one host."""
    by_tag = {}
    for machine in b.droplets:
        if not machine.owned and not machine.pristine and machine.id not in used:
            for tag in set(machine.thing["tags"]) - TREATMENTS:
                by_tag.setdefault(tag, []).append(machine)
    for tag in sorted(by_tag):
        pair = [machine for machine in by_tag[tag] if machine.id not in used][:2]
        if len(pair) == 2 and b.defect(0.1):
            first = min(pair, key=lambda machine: machine.id)
            b.find("REL-015", first.urn, environment=first.environment)
            group(b, pair, used)


def stem(machine):
    return machine.thing["name"].rstrip("0123456789-")


def strangers(b, used):
    """Droplets that have nothing to do with each other."""
    shared = {}
    for number, machines in enumerate(b.balancer_groups):
        for machine in machines:
            shared.setdefault(machine.id, set()).add(number)
    free = [machine for machine in b.droplets if machine.id not in used and not machine.owned][:60]
    for first, second in zip(free[::2], free[1::2]):
        apart = not set(first.thing["tags"]) & set(second.thing["tags"])
        apart = apart and not shared.get(first.id, set()) & shared.get(second.id, set())
        if apart and stem(first) != stem(second) and b.near(0.3):
            group(b, [first, second], used)


def nodes(b, used):
    """Two nodes of one cluster: replaced by the pool, not judged here."""
    for machines in b.cluster_nodes.values():
        if len(machines) > 1 and b.near(0.3):
            group(b, machines[:2], used)
