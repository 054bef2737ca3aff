"""Volumes: unattached, on Droplets that are off, mostly empty, without a recent snapshot, without tags."""

from generate import snapshots

GIB = 2 ** 30
# No big size is near the disk size of a Droplet, so a filesystem belongs to one volume only.
SMALL_SIZES = [10, 15, 40, 99]
BIG_SIZES = [100, 200, 400, 700]


def build(b, count):
    free = [machine for machine in b.droplets if machine.volume_allowed and not machine.owned and not machine.pristine]
    b.rng.shuffle(free)
    for _ in range(count):
        if b.defect(0.3) or not free:
            unattached(b)
        else:
            attached(b, free.pop())


def bare(b, name, size, region, project, created_at):
    volume = {"id": b.uuid(), "region": region, "droplet_ids": [], "name": name, "description": b.name(),
              "size_gigabytes": size, "created_at": created_at, "filesystem_type": "ext4",
              "filesystem_label": "data", "tags": b.tags()}
    b.add("volumes", volume)
    if project:
        b.assign(project, "do:volume:" + volume["id"])
    return volume


def urn_of(volume):
    return "do:volume:" + volume["id"]


def unattached(b):
    """COST-004, or an innocent that is still young."""
    project = b.project()
    guilty = b.defect(2)
    days = b.pick([7.5, 30, 400]) if guilty else b.pick([0.5, 3, 6.5])
    kept = b.near(0.2)
    name = "pvc-" + b.uuid() if kept else b.slug()
    size = b.pick(SMALL_SIZES + BIG_SIZES)
    volume = bare(b, name, size, b.pick(list(b.regions.values())), project, b.days_ago(days))
    if guilty:
        b.find("COST-004", urn_of(volume), environment=project.environment, severity="low" if kept else "medium",
               saving=size * 0.10)
    if not kept:
        tags(b, volume, project.environment)
    invoice(b, volume, project)


def attached(b, machine):
    project = machine.project if b.near(0.7) else b.project()
    environment = project.environment
    empty = machine.measured and full_history(b, machine) and b.defect(0.25)
    nearly = machine.measured and not empty and b.near(0.2)
    size = b.pick(BIG_SIZES) if empty else b.pick(SMALL_SIZES + BIG_SIZES)
    volume = bare(b, b.slug(), size, machine.thing["region"], project, b.old())
    volume["droplet_ids"] = [machine.id]
    machine.thing["volume_ids"] = machine.thing["volume_ids"] + [volume["id"]]
    if machine.off:
        b.find("COST-005", urn_of(volume), environment=environment, saving=size * 0.10)
    elif machine.measured:
        filesystem(b, machine, volume, environment, empty, nearly)
    if b.defect(0.25):
        b.find("REL-003", urn_of(volume), environment=environment)
        newest = b.pick([None, 31, 95])
    else:
        newest = b.pick([0.5, 7, 29])
    if newest is not None:
        snapshots.of_volume(b, volume, newest)
        old_snapshots(b, volume, newest)
    tags(b, volume, environment)
    invoice(b, volume, project)


def full_history(b, machine):
    described = b.metrics["droplet"][str(machine.id)]
    return "stored_for" not in described and "gap" not in described


def filesystem(b, machine, volume, environment, empty, nearly):
    """COST-006: the filesystem on the volume is seen through the Droplet."""
    size = volume["size_gigabytes"]
    disk = {"device": "/dev/sda", "fstype": "ext4", "mountpoint": "/mnt/" + volume["name"], "size": size * GIB}
    if empty:
        used = size // 10 | 1        # odd, so that one and a half times of it is never a whole number
        disk["used_bytes"] = used * GIB
        b.find("COST-006", urn_of(volume), environment=environment, saving=(size - (3 * used + 1) // 2) * 0.10)
    elif nearly and size >= 100:
        disk["used"] = 21
    elif nearly:
        disk["used"] = 5              # little used, but small
    else:
        disk["used"] = 50
    disks = b.metrics["droplet"][str(machine.id)]["disks"]
    disks.append(disk)
    if nearly:
        # Several volumes in one logical volume: no filesystem has the size of a volume.
        disks.append({"device": "/dev/mapper/vg0-data", "fstype": "xfs", "mountpoint": "/mnt/lvm",
                      "size": 1777 * GIB, "used": 3})


def old_snapshots(b, volume, newest):
    """COST-008: the newest one always stays."""
    if b.defect(0.3):
        old = snapshots.of_volume(b, volume, newest + b.pick([91, 300]))
        b.find("COST-008", "do:snapshot:" + old["id"], saving=snapshots.price(old))
    elif b.near() and newest < 30:
        snapshots.of_volume(b, volume, 88)


def tags(b, volume, environment):
    if b.tag_rule and b.defect(0.15):
        volume["tags"] = []
        b.find("OPS-005", urn_of(volume), environment=environment)


def invoice(b, volume, project):
    """Half a month of 730 hours at the list price."""
    if b.near(0.4):
        b.invoice_item("Volumes", volume["id"], volume["id"], volume["size_gigabytes"] * 0.10, 365, project,
                       volume["name"])
