"""Cloud firewalls: what they open to the world, and what they are attached to."""

WORLD4, WORLD6 = "0.0.0.0/0", "::/0"
DATABASE_PORTS = [3306, 5432, 6379, 27017, 9200, 9042, 11211, 1433, 1521, 5984, 8086, 9092]
ADMIN_PORTS = [3389, 445, 23, 21, 2375, 2376, 5900, 5985, 6443, 10250, 2379, 8500]
APP_PORTS = [8069, 8072, 5678, 8088, 8065, 3000, 9090, 15672, 5601]
# A rule for all TCP ports covers every single port of the lists above.
TCP_ALL_IMPLIES_PORTS = True

# Ranges with the ports of the lists that they cover.
RANGES = [
    ("3300-3310", [("SEC-004", 3306)]),
    ("6000-6500", [("SEC-004", 6379), ("SEC-005", 6443)]),
    ("8060-8070", [("SEC-006", 8065), ("SEC-006", 8069)]),
    ("20-25", [("SEC-002", None), ("SEC-005", 21), ("SEC-005", 23)]),
    ("5900-5986", [("SEC-005", 5900), ("SEC-004", 5984), ("SEC-005", 5985)]),
]


def build(b, count):
    covered = [machine for machine in b.droplets if not machine.owned and machine.covered]
    b.rng.shuffle(covered)
    attached = min(max(1, count), len(covered))
    for number in range(attached):
        attached_firewall(b, covered[number::attached])
    for _ in range(max(0, count - attached)):
        lonely(b)
    if b.defect():
        lonely(b)


def bare(b):
    return b.add("firewalls", {
        "id": b.uuid(), "name": b.slug() + "-fw", "status": "succeeded", "created_at": b.old(), "pending_changes": [],
        "droplet_ids": [], "tags": [], "inbound_rules": [rule("tcp", "443", [WORLD4, WORLD6])],
        "outbound_rules": [{"protocol": "tcp", "ports": "0", "destinations": {"addresses": [WORLD4, WORLD6]}},
                           {"protocol": "udp", "ports": "53", "destinations": {"addresses": [WORLD4]}}],
    })


def rule(protocol, ports, addresses=None, **sources):
    if addresses is not None:
        sources["addresses"] = addresses
    return {"protocol": protocol, "ports": ports, "sources": sources}


def urn_of(firewall):
    return "do:firewall:" + firewall["id"]


def attached_firewall(b, machines):
    """A firewall with Droplets behind it, by their ids and by a tag of its own."""
    firewall = bare(b)
    by_tag = b.near(0.4)
    tag = f"fw-{firewall['id'][:8]}"
    for machine in machines:
        if by_tag and not machine.untagged and not (firewall["tags"] and b.near(0.3)):
            firewall["tags"] = [tag]
            machine.thing["tags"] = machine.thing["tags"] + [tag]
        else:
            firewall["droplet_ids"].append(machine.id)
    rules(b, firewall)
    status(b, firewall)


def lonely(b):
    """Attached to nothing (OPS-013), or to a tag that no Droplet has."""
    firewall = bare(b)
    # Nobody is behind it, so an open port 22 is no danger.
    if b.near(0.5):
        firewall["inbound_rules"].append(rule("tcp", "22", [WORLD4]))
    if b.near(0.3):
        firewall["tags"] = [f"later-{firewall['id'][:6]}"]
    else:
        b.find("OPS-013", urn_of(firewall))
    status(b, firewall)


def status(b, firewall):
    """OPS-015."""
    if b.defect(0.15):
        firewall["status"] = "failed"
        firewall["pending_changes"] = [{"droplet_id": droplet, "removing": False, "status": "waiting"}
                                       for droplet in firewall["droplet_ids"][:1]]
        b.find("OPS-015", urn_of(firewall))
    elif b.near(0.1):
        firewall["status"] = "waiting"


def rules(b, firewall):
    innocent_rules(b, firewall)
    if not b.defect(0.8):
        return
    kind = b.pick([open_ssh, open_ssh, open_database, open_admin, open_app, open_range, all_udp, all_tcp, several])
    kind(b, firewall)


def world(b):
    return b.pick([[WORLD4], [WORLD6], [WORLD4, WORLD6], ["10.0.0.0/8", WORLD4]])


def innocent_rules(b, firewall):
    """Look-alikes: other protocols, other sources, ports that only look like the dangerous ones."""
    choices = [
        rule("icmp", "0", [WORLD4, WORLD6]), rule("tcp", "80", [WORLD4, WORLD6]), rule("udp", "22", [WORLD4]),
        rule("tcp", "22", ["10.0.0.0/8", "203.0.113.7"]), rule("tcp", "22", [], load_balancer_uids=[b.uuid()]),
        rule("tcp", "5432", [], tags=["backend"]), rule("tcp", "0", [], droplet_ids=[12345]),
        rule("tcp", "2200-2222", [WORLD4]), rule("tcp", "all", ["192.0.2.0/24"]), rule("tcp", "3307", [WORLD4]),
        rule("tcp", "8069", [], load_balancer_uids=[b.uuid()]), rule("udp", "3306", [WORLD4]),
        rule("tcp", "6443", [], kubernetes_ids=[b.uuid()]), rule("udp", "51820", [WORLD4]),
    ]
    for chosen in b.rng.sample(choices, b.rng.randrange(0, 4)):
        firewall["inbound_rules"].append(chosen)


def open_port(b, firewall, ports, protocol="tcp"):
    firewall["inbound_rules"].append(rule(protocol, ports, world(b)))


def open_ssh(b, firewall):
    open_port(b, firewall, b.pick(["22", "22-22", "22-25"]))
    b.find("SEC-002", urn_of(firewall))
    if firewall["inbound_rules"][-1]["ports"] == "22-25":
        b.find("SEC-005", urn_of(firewall), "23")


def open_one(b, firewall, rule_id, ports):
    for port in b.rng.sample(ports, b.rng.randrange(1, 3)):
        open_port(b, firewall, b.pick([str(port), f"{port}-{port}"]))
        b.find(rule_id, urn_of(firewall), str(port))


def open_database(b, firewall):
    open_one(b, firewall, "SEC-004", DATABASE_PORTS)


def open_admin(b, firewall):
    open_one(b, firewall, "SEC-005", ADMIN_PORTS)


def open_app(b, firewall):
    open_one(b, firewall, "SEC-006", APP_PORTS)


def several(b, firewall):
    open_ssh_only(b, firewall)
    open_database(b, firewall)
    open_app(b, firewall)


def open_ssh_only(b, firewall):
    open_port(b, firewall, "22")
    b.find("SEC-002", urn_of(firewall))


def open_range(b, firewall):
    ports, covered = b.pick(RANGES)
    open_port(b, firewall, ports)
    for rule_id, port in covered:
        b.find(rule_id, urn_of(firewall), None if port is None else str(port))


def all_udp(b, firewall):
    open_port(b, firewall, b.pick(["0", "all", "1-65535"]), "udp")
    b.find("SEC-003", urn_of(firewall), "udp")


def all_tcp(b, firewall):
    open_port(b, firewall, b.pick(["0", "all", "1-65535"]))
    b.find("SEC-003", urn_of(firewall), "tcp")
    b.find("SEC-002", urn_of(firewall))
    if TCP_ALL_IMPLIES_PORTS:
        for rule_id, ports in (("SEC-004", DATABASE_PORTS), ("SEC-005", ADMIN_PORTS), ("SEC-006", APP_PORTS)):
            for port in ports:
                b.find(rule_id, urn_of(firewall), str(port))


def of_cluster(b, cluster_id):
    """The firewall that DOKS makes for its nodes: reconciled by DigitalOcean, so no rule judges it."""
    firewall = bare(b)
    firewall["name"] = f"k8s-{cluster_id}-worker"
    firewall["tags"] = [f"k8s:{cluster_id}"]
    firewall["inbound_rules"] = [rule("tcp", "0", [WORLD4, WORLD6]), rule("udp", "0", [WORLD4]),
                                 rule("icmp", "0", [WORLD4])]
    if b.near(0.3):
        public = bare(b)
        public["name"] = f"k8s-public-access-{cluster_id}"
        public["inbound_rules"] = [rule("tcp", "22", [WORLD4])]
