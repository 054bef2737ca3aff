"""Autoscale pools and their members, which no rule for Droplets judges."""

from generate import droplet_load, droplets, snapshots


def build(b, count):
    for _ in range(count):
        pool(b)


def pool(b):
    pool_id = b.uuid()
    region = b.pick(["nyc1", "nyc3", "ams3", "sfo3", "lon1", "fra1", "sgp1", "tor1"])
    size = b.pick(["s-2vcpu-4gb", "s-4vcpu-8gb", "c-2"])
    tags = [f"pool-{pool_id[:8]}"] + ([b.pick(["web", "backend"])] if b.near(0.5) else [])
    project = b.project()
    members = b.rng.randrange(1, 4)
    if b.near(0.5):
        config = {"target_number_instances": members}
    else:
        config = {"min_instances": 1, "max_instances": 5, "target_cpu_utilization": 0.5, "cooldown_minutes": 10}
    b.add("autoscale_pools", {
        "id": pool_id, "name": b.name(), "config": config,
        "droplet_template": {"name": b.slug(), "size": size, "region": region, "image": image(b), "tags": tags,
                             "ssh_keys": ["3b:16:e4:bf:8b:00:8b:b8:59:8c:a9:d3:f0:19:fa:45"],
                             "vpc_uuid": b.default_vpcs[region], "with_droplet_agent": True, "project_id": project.id,
                             "public_networking": True, "ipv6": False, "user_data": "#cloud-config\nruncmd:\n  - id\n"},
        "created_at": b.old(), "updated_at": b.old(), "current_utilization": {"memory": 0.35, "cpu": 0.02},
        "status": "active", "active_resources_count": members,
    })
    named = b.near(0.5)
    for number in range(members):
        member(b, project, region, size, tags + (["autoscale:" + pool_id] if named else []), number)


def member(b, project, region, size, tags, number):
    """Idle, not backed up, behind no firewall: all of it is the business of the pool."""
    machine = droplets.Machine(droplets.bare(b, f"pool-member-{number}", size, region, project), project)
    machine.owned = True
    machine.thing["tags"] = list(tags)
    if b.near(0.5):
        machine.thing["features"].remove("monitoring")
    droplet_load.measure(b, machine, cpu={"level": 2, "jitter": 0.5}, memory=b.pick([15, 60]),
                     out={"level": 0.01, "jitter": 0.005})
    b.droplets.append(machine)


def image(b):
    """A public image, an old snapshot that must be kept for the pool, or a custom image."""
    kind = b.rng.randrange(3)
    machines = [machine for machine in b.droplets[:200]
                if not machine.owned and not machine.pristine and (machine.newest_snapshot or 999) < 100]
    if kind == 0 and machines:
        machine = b.pick(machines)
        return snapshots.of_droplet(b, machine, machine.newest_snapshot + 200)["id"]
    if kind == 1 and b.template_images:
        custom = b.template_images.pop()
        custom["created_at"] = b.days_ago(400)
        return str(custom["id"])
    return "ubuntu-24-04-x64"
