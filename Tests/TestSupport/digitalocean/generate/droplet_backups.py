"""Backups and snapshots of a Droplet (REL-001, REL-002, COST-007, COST-022)."""

from generate import catalogue, snapshots
from generate.base import DAY, HOUR, stamp


def add_backups(b, machine, newest_days, plan):
    thing = machine.thing
    thing["features"].append("backups")
    start = b.now + 2 * DAY
    window = {"start": stamp(start), "end": stamp(start + 4 * HOUR)}
    thing["next_backup_window"] = window
    policy = {"plan": plan, "hour": b.pick([0, 4, 8, 20]), "window_length_hours": 4,
              "retention_period_days": 7 if plan == "daily" else 28}
    if plan == "weekly":
        policy["weekday"] = b.pick(["SUN", "MON", "SAT"])
    b.put("backup_policies", str(machine.id), {"droplet_id": machine.id, "backup_enabled": True,
                                               "backup_policy": policy, "next_backup_window": window})
    if newest_days is not None:
        backup = {"id": b.number(), "name": "backup", "created_at": b.days_ago(min(newest_days, 6)),
                  "regions": [thing["region"]["slug"]], "min_disk_size": thing["disk"],
                  "size_gigabytes": 2.5, "type": "backup"}
        thing["backup_ids"] = [backup["id"]]
        b.put("droplet_backups", str(machine.id), [backup])


def no_policy(b, machine):
    if b.near(0.7):
        b.put("backup_policies", str(machine.id), {"droplet_id": machine.id, "backup_enabled": False})


def backups(b, machine):
    """REL-001, REL-002, COST-022."""
    young = machine.thing["created_at"] > b.days_ago(20)
    if b.defect(0.2):
        return not_backed_up(b, machine)
    if b.defect(0.1) and not young:
        return backups_never_done(b, machine)
    if b.near(0.2):
        return backed_up_otherwise(b, machine)
    if b.near(0.04):
        # Just ordered: the first backup is still to come.
        if not machine.off:
            machine.thing["created_at"] = b.days_ago(7.5) if not young else machine.thing["created_at"]
            if not machine_needs_age(machine):
                return add_backups(b, machine, None, "weekly")
    plan = "weekly"
    if machine.environment in ("Production", None) and b.near(0.3) and not machine.off:
        plan = "daily"
    if machine.environment in ("Development", "Staging") and b.defect(0.2) and not machine.off:
        plan = "daily"
        b.find("COST-022", machine.urn, environment=machine.environment,
               saving=machine.thing["size"]["price_monthly"] * 0.10)
    return add_backups(b, machine, b.between(0.5, 6), plan)


def machine_needs_age(machine):
    """Whether a finding of the Droplet depends on a full history."""
    return machine.idle


def not_backed_up(b, machine):
    severity = "low" if machine.environment == "Development" else "high"
    b.find("REL-001", machine.urn, environment=machine.environment, severity=severity)
    no_policy(b, machine)
    if b.near(0.3):
        # A snapshot, but an old one.
        snapshots.of_droplet(b, machine, b.pick([30.5, 45]))


def backups_never_done(b, machine):
    add_backups(b, machine, None, "weekly")
    b.find("REL-002", machine.urn, environment=machine.environment)


def backed_up_otherwise(b, machine):
    """A recent snapshot, nothing to lose, or a first backup that is planned."""
    kind = b.rng.randrange(4)
    if kind < 2:
        snapshots.of_droplet(b, machine, b.pick([1, 10, 29]))
    elif kind == 2:
        machine.stateless = True
    else:
        start = b.now + DAY
        machine.thing["next_backup_window"] = {"start": stamp(start), "end": stamp(start + 4 * HOUR)}
    no_policy(b, machine)


def old_snapshots(b, machine):
    """COST-007: snapshots of the Droplet beside the newest one."""
    if not b.near(0.25):
        return
    newest = machine.newest_snapshot
    if newest is None:
        # The newest one stays, however old it is.
        newest = b.pick([95, 200, 60])
        snapshots.of_droplet(b, machine, newest)
    if b.defect(0.5):
        for days in b.rng.sample([91, 120, 400], b.rng.randrange(1, 3)):
            snapshot = snapshots.of_droplet(b, machine, newest + days)
            b.find("COST-007", "do:snapshot:" + snapshot["id"], saving=snapshot["size_gigabytes"] * 0.06)
    elif newest < 80:
        snapshots.of_droplet(b, machine, 89)
    if b.near(0.3):
        snapshots.of_droplet(b, machine, newest + 500, ["keep"])
    if b.near(0.2) and machine.thing["image"]["slug"] in [row[2] for row in catalogue.IMAGES]:
        # The Droplet was made from it.
        kept = snapshots.of_droplet(b, machine, newest + 600)
        machine.thing["image"] = snapshots.as_image(int(kept["id"]), kept["name"], kept["created_at"])
