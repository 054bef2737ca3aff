"""DOKS clusters with their pools, upgrades and clusterlint runs, and what they own: nodes, volumes, load balancers."""

import time

from generate import catalogue, droplet_load, droplets, firewalls, load_balancers, volumes
from generate.base import DAY, NASTY_NAMES, stamp

OFFERED = ["1.34.2", "1.33.6", "1.32.10"]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
CHECKS = ["unused-config-map", "bare-pods", "latest-tag", "resource-requirements", "hostpath-volume",
          "node-name-pod-selector"]
GIB = 2 ** 30


def build(b, count):
    versions = [{"slug": version + "-do.0", "kubernetes_version": version, "supported_features": ["cluster-autoscaler"]}
                for version in OFFERED]
    b.account["kubernetes_options"] = {
        "regions": [{"name": region["name"], "slug": slug} for slug, region in b.regions.items()],
        "versions": versions, "sizes": [{"name": slug, "slug": slug} for slug in catalogue.NODE_SIZES],
    }
    for _ in range(count):
        cluster(b)


class Case:
    def __init__(self, b, thing, project):
        self.b = b
        self.thing = thing
        self.project = project
        self.environment = project.environment
        self.urn = "do:kubernetes:" + thing["id"]
        self.will_upgrade = False      # by itself, within a week

    def find(self, rule, sub_key=None, severity=None, saving=None):
        self.b.find(rule, self.urn, sub_key, self.environment, severity, saving)


def cluster(b):
    project = b.project()
    region = b.pick(list(b.regions))
    cluster_id = b.uuid()
    thing = {
        "id": cluster_id, "name": b.name(), "region": region, "version": "1.33.6-do.0",
        "cluster_subnet": "10.244.0.0/16", "service_subnet": "10.245.0.0/16", "vpc_uuid": b.default_vpcs[region],
        "ipv4": b.address(), "endpoint": f"https://{cluster_id}.k8s.ondigitalocean.com",
        "tags": ["k8s", "k8s:" + cluster_id] + b.tags(), "node_pools": [],
        "maintenance_policy": {"start_time": "02:00", "duration": "4h0m0s", "day": later_day(b)},
        "auto_upgrade": True, "status": {"state": "running", "message": ""}, "created_at": b.old(),
        "updated_at": b.old(), "surge_upgrade": True, "ha": True, "registry_enabled": False,
        "control_plane_firewall": {"enabled": True, "allowed_addresses": ["203.0.113.7/32"]},
    }
    b.add("kubernetes_clusters", thing)
    case = Case(b, thing, project)
    b.assign(project, case.urn)
    b.vpc_member(thing["vpc_uuid"], case.urn, thing["name"], thing["created_at"])
    for aspect in (pools, control_plane, version, availability, state, lint, maintenance, tags):
        aspect(case)
    firewalls.of_cluster(b, cluster_id)
    if b.near(0.5):
        load_balancers.of_cluster(b, thing)
    if b.near(0.5):
        kept_volume(b, thing)


def later_day(b):
    """A day of the week that comes in two to four days."""
    return DAYS[time.gmtime(b.now + b.pick([2, 3, 4]) * DAY).tm_wday]


# Nodes

def pools(case):
    """REL-009 and COST-016, with the Droplets of the nodes."""
    b = case.b
    if b.defect(0.2):
        pool(case, 1, False)
        case.find("REL-009", severity="low" if case.environment == "Development" else "high")
        return
    if b.defect(0.25):
        wasteful_pool(case)
    elif b.near(0.2):
        # Nearly idle: one of both is used.
        pool(case, 4, False, *b.pick([({"level": 23, "jitter": 1}, 20), ({"level": 10, "jitter": 1}, 45)]))
    else:
        pool(case, b.pick([2, 2, 3]), b.near(0.3))
    if b.near(0.3):
        # A single node may be idle: there is nothing to take away.
        pool(case, 1, b.near(0.5), *b.pick([(None, None), ({"level": 3, "jitter": 1}, 15)]))


def node_count(case):
    return sum(pool["count"] for pool in case.thing["node_pools"])


def pool(case, count, auto_scale, cpu=None, memory=None):
    b, thing = case.b, case.thing
    size = b.pick(catalogue.NODE_SIZES)
    made = {"size": size, "id": b.uuid(), "name": b.slug(), "count": count,
            "tags": ["k8s", "k8s:" + thing["id"], "k8s:worker"], "labels": {}, "taints": [], "auto_scale": auto_scale,
            "min_nodes": 1 if auto_scale else 0, "max_nodes": count + 2 if auto_scale else 0, "nodes": []}
    thing["node_pools"].append(made)
    little = auto_scale and b.near(0.5)        # an autoscaled pool looks after itself
    for number in range(count):
        machine = node(b, thing, made, number)
        droplet_load.measure(b, machine, cpu=cpu or ({"level": 5, "jitter": 1} if little else None),
                         memory=memory or (15 if little else None),
                         disks=[droplet_load.disk("/dev/vda1", "/", machine.thing["disk"] * GIB, b.pick([40, 92, 97]))])
        made["nodes"].append({"id": b.uuid(), "name": machine.thing["name"], "status": {"state": "running"},
                              "droplet_id": str(machine.id), "created_at": machine.thing["created_at"],
                              "updated_at": machine.thing["created_at"]})
    return made


def wasteful_pool(case):
    """COST-016: four or five nodes do the work of two."""
    b = case.b
    count, memory, needed = b.pick([(4, 25, 2), (5, 30, 3), (6, 15, 2)])
    made = pool(case, count, False, {"level": 10, "jitter": 1}, memory)
    price = b.sizes[made["size"]]["price_monthly"]
    case.find("COST-016", made["id"], saving=(count - needed) * price)


def node(b, thing, made, number):
    """A node breaks many rules for Droplets, and none of them counts for it."""
    old = b.near(0.1)
    image = b.images["ubuntu-20-04-x64" if old else "debian-12-x64"]
    droplet = droplets.bare(b, f"{made['name']}-{number}", made["size"], thing["region"], None, image,
                            vpc=thing["vpc_uuid"])
    # Some nodes are only known by the id in the pool.
    droplet["tags"] = [] if b.near(0.1) else ["k8s", "k8s:" + thing["id"], "k8s:worker"]
    if b.near(0.2):
        droplet["features"].remove("monitoring")
    machine = droplets.Machine(droplet, None)
    machine.owned = True
    b.droplets.append(machine)
    b.cluster_nodes.setdefault(thing["id"], []).append(machine)
    return machine


def kept_volume(b, thing):
    """A volume of a PersistentVolume: no tags, no snapshot and mostly empty, and that is DOKS's business."""
    machine = b.cluster_nodes[thing["id"]][0]
    volume = volumes.bare(b, "pvc-" + b.uuid(), 150, machine.thing["region"], None, b.old())
    volume["tags"] = []
    volume["droplet_ids"] = [machine.id]
    machine.thing["volume_ids"] = [volume["id"]]
    b.metrics["droplet"][str(machine.id)]["disks"].append(
        droplet_load.disk("/dev/sda", "/var/lib/kubelet/pvc", 150 * GIB, 4))


# The cluster itself

def control_plane(case):
    """SEC-011."""
    b = case.b
    if b.defect(0.3):
        if b.near(0.5):
            case.thing["control_plane_firewall"] = {"enabled": False, "allowed_addresses": []}
        else:
            del case.thing["control_plane_firewall"]
        case.find("SEC-011")


def version(case):
    """SEC-012, SEC-013, OPS-008."""
    b, thing = case.b, case.thing
    upgrades = []
    if b.defect(0.2):
        thing["version"] = b.pick(["1.29.9-do.3", "1.27.4-do.0"])
        case.find("SEC-012")
        upgrades = [upgrade("1.30.9")] if thing["version"].startswith("1.29") else []
    elif b.defect(0.4):
        thing["version"] = "1.33.1-do.2"
        thing["auto_upgrade"] = False
        case.find("SEC-013")
        case.find("OPS-008")
        upgrades = [upgrade("1.33.6"), upgrade("1.34.2")]
    elif b.near(0.3):
        # Will be done by itself within a week.
        thing["version"] = "1.33.4-do.0"
        upgrades = [upgrade("1.33.6")]
        case.will_upgrade = True
    elif b.near(0.4):
        upgrades = [upgrade("1.34.2")]         # another minor version
    if thing["auto_upgrade"] and not case.will_upgrade and b.defect(0.2):
        thing["auto_upgrade"] = False
        case.find("OPS-008")
    b.put("kubernetes_upgrades", thing["id"], upgrades)


def upgrade(number):
    return {"slug": number + "-do.0", "kubernetes_version": number, "supported_features": ["cluster-autoscaler"]}


def availability(case):
    """REL-008 and REL-010."""
    b, thing = case.b, case.thing
    needed = case.environment == "Production" or node_count(case) >= 3
    if needed and b.defect(0.4):
        thing["ha"] = False
        case.find("REL-008", severity="info" if case.environment == "Development" else "medium")
    elif not needed:
        thing["ha"] = b.near(0.5)
    if b.defect(0.2):
        thing["surge_upgrade"] = False
        case.find("REL-010")


def state(case):
    """REL-011."""
    b = case.b
    if b.defect(0.2):
        case.thing["status"] = {"state": b.pick(["degraded", "error"]), "message": b.pick(NASTY_NAMES)}
        b.put("status_messages", case.thing["id"], [{"message": b.pick(NASTY_NAMES), "timestamp": stamp(b.now - 300)}])
        case.find("REL-011")
    elif b.near(0.15):
        case.thing["status"] = {"state": b.pick(["upgrading", "provisioning"]), "message": "in progress"}


def lint(case):
    """OPS-009: the last run, if there was one."""
    b = case.b
    if b.near(0.3):
        return
    diagnostics = []
    if b.defect(0.5):
        for check in b.rng.sample(CHECKS, b.rng.randrange(1, 4)):
            level = b.pick(["error", "warning"])
            case.find("OPS-009", check, severity="medium" if level == "error" else "low")
            for _ in range(b.rng.randrange(1, 3)):
                diagnostics.append({"check_name": check, "severity": level, "message": b.pick(NASTY_NAMES),
                                    "object": {"name": b.slug(), "kind": "pod", "namespace": "default"}})
    requested = b.now - 3 * DAY
    b.put("clusterlint", case.thing["id"], {"run_id": b.uuid(), "requested_at": stamp(requested),
                                            "completed_at": stamp(requested + 4), "diagnostics": diagnostics})


def maintenance(case):
    """OPS-011."""
    if not case.will_upgrade and case.b.defect(0.25):
        case.thing["maintenance_policy"]["day"] = "any"
        case.find("OPS-011")


def tags(case):
    """OPS-005: the tags that DOKS adds do not count."""
    if case.b.tag_rule and case.b.defect(0.2):
        case.thing["tags"] = ["k8s", "k8s:" + case.thing["id"]]
        case.find("OPS-005")
