"""Droplets that people made: power, load, backups, monitoring, system image, size, disks, tags.

Each aspect is decided on its own, and each aspect writes its own findings. What depends on other objects
(firewalls, alert policies, volumes, load balancers) is left to their parts by the marks of `Machine`.
"""

from generate import catalogue, droplet_backups, droplet_load, snapshots
from generate.base import HOUR


class Machine:
    """A Droplet with what the other parts need to know about it."""

    def __init__(self, thing, project):
        self.thing = thing
        self.id = thing["id"]
        self.urn = f"do:droplet:{thing['id']}"
        self.project = project
        self.environment = project.environment if project else None
        self.owned = False       # a DOKS node or a member of an autoscale pool
        self.off = False
        self.volume_allowed = True
        self.idle = False
        self.untagged = False
        self.covered = True      # by a firewall
        self.alerted = True      # by an alert policy
        self.gpu = False
        self.pristine = False    # carries no finding
        self.measured = True
        self.long_off = False    # off for more than a week
        self.newest_snapshot = None    # its age in days
        self.job = None          # a tag that explains why it idles
        self.stateless = False
        self.oversized = False


def build(b, count, gpu_count):
    for _ in range(count):
        b.droplets.append(droplet(b))
    for _ in range(gpu_count):
        b.droplets.append(gpu_droplet(b))


def finish(b):
    b.account["droplets"] = [machine.thing for machine in b.droplets]
    b.account.setdefault("actions", []).sort(key=lambda action: action["started_at"], reverse=True)


# The object

def bare(b, name, size_slug, region_slug, project, image=None, created_at=None, vpc=None):
    """A Droplet that is right in every aspect."""
    size = b.sizes[size_slug]
    number = b.number()
    thing = {
        "id": number, "name": name, "memory": size["memory"], "vcpus": size["vcpus"], "disk": size["disk"],
        "disk_info": size["disk_info"], "locked": False, "status": "active", "kernel": None,
        "created_at": created_at or b.old(), "features": ["monitoring", "private_networking"], "backup_ids": [],
        "next_backup_window": None, "snapshot_ids": [], "image": image or b.images[b.pick(catalogue.IMAGES)[2]],
        "volume_ids": [], "size": size, "size_slug": size_slug, "networks": networks(b),
        "region": b.regions[region_slug],
        "tags": [], "vpc_uuid": vpc or b.default_vpcs[region_slug],
    }
    if "gpu_info" in size:
        thing["gpu_info"] = size["gpu_info"]
    b.vpc_member(thing["vpc_uuid"], f"do:droplet:{number}", name, thing["created_at"])
    if project:
        b.assign(project, f"do:droplet:{number}")
    return thing


def networks(b):
    private = {"ip_address": f"10.{b.rng.randrange(10, 120)}.{b.rng.randrange(256)}.{b.rng.randrange(2, 250)}",
               "netmask": "255.255.0.0", "gateway": "10.0.0.1", "type": "private"}
    public = {"ip_address": b.address(), "netmask": "255.255.255.0", "gateway": "198.18.0.1", "type": "public"}
    return {"v4": [private, public], "v6": []}


def network6(b):
    return {"ip_address": b.address6(), "netmask": 64, "gateway": "2001:db8::1", "type": "public"}


def droplet(b):
    project = b.project()
    region = b.pick(list(b.regions))
    name = b.name()
    if b.defect(0.06):
        return decorate(b, oversized(b, name, region, project), loaded=False)
    if b.defect(0.06):
        return decorate(b, dominated(b, name, region, project))
    slug = b.pick(catalogue.GOOD_SIZES)
    if b.near(0.04) and region != "lon1":
        slug = "s-4vcpu-8gb-240gb-intel"
    machine = Machine(bare(b, name, slug, region, project), project)
    return pristine(b, machine) if b.near(0.06) else decorate(b, machine)


def pristine(b, machine):
    """A Droplet without any finding of our own: those of a security scan go here."""
    machine.pristine = True
    droplet_backups.add_backups(b, machine, 3, "weekly")
    add_action(b, machine, "create", machine.thing["created_at"])
    machine.thing["tags"] = b.tags()
    droplet_load.measure(b, machine)
    invoice(b, machine)
    return machine


def decorate(b, machine, loaded=True):
    """All aspects of a Droplet in their order."""
    if not loaded or not power(b, machine):
        if loaded and not droplet_load.monitoring(b, machine):
            droplet_load.load(b, machine)
    network(b, machine)
    droplet_backups.backups(b, machine)
    system(b, machine)
    tags(b, machine)
    machine.covered = not b.defect(0.2)
    machine.alerted = not b.defect(0.2)
    if not machine.covered and b.near(0.3):
        # No public address: no firewall is needed.
        machine.thing["networks"]["v4"] = [v4 for v4 in machine.thing["networks"]["v4"] if v4["type"] == "private"]
        machine.thing["networks"]["v6"] = []
    elif not machine.covered:
        b.find("SEC-001", machine.urn, environment=machine.environment)
    droplet_backups.old_snapshots(b, machine)
    invoice(b, machine)
    return machine


def network(b, machine):
    """IPv6 beside, or instead of, the public IPv4 address."""
    if b.near(0.2):
        machine.thing["networks"]["v6"].append(network6(b))
        machine.thing["features"].append("ipv6")
        if b.near(0.2):
            machine.thing["networks"]["v4"].pop()


def invoice(b, machine):
    """A part of the Droplets is on the invoice preview: half a month of 672 hours."""
    if b.near(0.4):
        price = machine.thing["size"]["price_monthly"]
        b.invoice_item("Droplets", str(machine.id), "", price, 336, machine.project,
                       f"{machine.thing['name']} ({machine.thing['size_slug']})")


# Sizes

def oversized(b, name, region, project):
    """COST-003: little used, and the disk was never grown, so a smaller size fits."""
    slug, disk, cpu, memory, candidate = b.pick(catalogue.OVERSIZED)
    machine = Machine(bare(b, name, slug, region, project), project)
    thing = machine.thing
    thing["disk"] = disk
    thing["disk_info"] = [{"type": "local", "size": {"amount": disk, "unit": "gib"}}]
    machine.volume_allowed = False
    machine.oversized = True
    saving = thing["size"]["price_monthly"] - b.sizes[candidate]["price_monthly"]
    b.find("COST-003", machine.urn, environment=machine.environment, saving=saving)
    droplet_load.measure(b, machine, cpu={"level": cpu, "jitter": 1.0}, memory=memory)
    return machine


def dominated(b, name, region, project):
    """COST-020: another size of the class has more of everything for less."""
    if region == "lon1":
        slug, candidate = "s-4vcpu-8gb-240gb-intel", "s-4vcpu-8gb-240gb-city"
    else:
        slug, candidate = "s-1vcpu-3gb", "s-2vcpu-4gb"
    machine = Machine(bare(b, name, slug, region, project), project)
    saving = b.sizes[slug]["price_monthly"] - b.sizes[candidate]["price_monthly"]
    b.find("COST-020", machine.urn, environment=machine.environment, saving=saving)
    return machine


# Power

def power(b, machine):
    """Gives True when the Droplet is off."""
    if b.defect(0.15):
        off_days = b.pick([7.5, 8, 30, 200])
    elif b.near(0.04):
        off_days = b.pick([1, 3, 6.5])
        machine.volume_allowed = False
    else:
        add_action(b, machine, "create", machine.thing["created_at"])
        return False
    machine.off = True
    machine.measured = False
    thing = machine.thing
    thing["status"] = "off"
    b.unassessed(machine.urn, "COST-002", "COST-003")
    if off_days < 7:
        thing["created_at"] = b.days_ago(b.between(30, 300))
        history(b, machine, off_days)
    elif b.near(0.25):
        # Nothing is known about the time it went off: the creation counts.
        thing["created_at"] = b.days_ago(off_days + 1)
    else:
        thing["created_at"] = b.days_ago(off_days + 200)
        history(b, machine, off_days)
    machine.long_off = off_days > 7
    return True


def history(b, machine, off_days):
    """Switched off some days ago; sometimes not for the first time."""
    add_action(b, machine, "create", machine.thing["created_at"])
    if b.near(0.4):
        add_action(b, machine, "power_off", b.days_ago(off_days + 20))
        add_action(b, machine, "power_on", b.days_ago(off_days + 19))
    add_action(b, machine, b.pick(["power_off", "shutdown"]), b.days_ago(off_days))


def add_action(b, machine, kind, moment):
    region = machine.thing["region"]
    b.add("actions", {"id": b.number(), "status": "completed", "type": kind, "started_at": moment,
                      "completed_at": moment, "resource_id": machine.id, "resource_type": "droplet",
                      "region": region, "region_slug": region["slug"]})


def off_saving(machine):
    """COST-001: what the Droplet costs without the snapshot that would be kept."""
    thing = machine.thing
    price = thing["size"]["price_monthly"] * (1.2 if "backups" in thing["features"] else 1.0)
    return price - thing["disk"] * 0.06


# System and tags

def system(b, machine):
    if b.defect(0.12):
        machine.thing["image"] = b.images[b.pick(catalogue.OLD_IMAGES)[2]]
        b.find("SEC-026", machine.urn, environment=machine.environment)
    elif b.near(0.1):
        # Made from an own snapshot: nothing is known about its system.
        machine.thing["image"] = snapshots.as_image(b.number(), b.slug(), b.old())


def tags(b, machine):
    machine.thing["tags"] = b.tags()
    if machine.job:
        machine.thing["tags"].append(machine.job)
    if machine.stateless:
        machine.thing["tags"].append("stateless")
    elif not machine.job and b.tag_rule and b.defect(0.15):
        machine.thing["tags"] = []
        machine.untagged = True
        b.find("OPS-005", machine.urn, environment=machine.environment)


# Savings that depend on the backups are written when all aspects are known.

def settle(b):
    for machine in b.droplets:
        if machine.owned:
            continue
        if machine.off and machine.long_off:
            b.find("COST-001", machine.urn, environment=machine.environment, saving=off_saving(machine))
        if machine.idle:
            factor = 1.2 if "backups" in machine.thing["features"] else 1.0
            plan = b.account.get("backup_policies", {}).get(str(machine.id), {}).get("backup_policy", {}).get("plan")
            if plan != "daily":
                b.saving["DO-COST-002|" + machine.urn + "|"] = round(machine.thing["size"]["price_monthly"] * factor, 2)


# GPU Droplets

def gpu_droplet(b):
    project = b.project()
    slug = b.pick(["gpu-h100x1-80gb", "gpu-4000adax1-20gb"])
    machine = Machine(bare(b, b.name(), slug, b.pick(["nyc1", "tor1"]), project), project)
    machine.gpu = True
    machine.volume_allowed = False
    machine.thing["tags"] = b.tags()
    droplet_backups.add_backups(b, machine, 3, "weekly")
    add_action(b, machine, "create", machine.thing["created_at"])
    if b.defect(0.7):
        # Idle since yesterday only, so that the seven days of COST-002 are not reached.
        used = {"level": 45, "jitter": 5, "steps": [[30 * HOUR, 2, 0.5]]}
        out = {"level": 0.4, "jitter": 0.1, "steps": [[30 * HOUR, 0.01, 0.005]]}
        droplet_load.measure(b, machine, cpu=used, out=out)
        b.find("COST-023", machine.urn, environment=machine.environment,
               saving=machine.thing["size"]["price_monthly"])
    elif b.near(0.5):
        used = {"level": 45, "jitter": 5, "steps": [[20 * HOUR, b.pick([2, 8]), 0.5]]}
        droplet_load.measure(b, machine, cpu=used)
    else:
        droplet_load.measure(b, machine)
    return machine
