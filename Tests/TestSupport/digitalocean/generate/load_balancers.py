"""Load balancers: backends, forwarding rules, TLS, health checks, load."""

from generate import certificates, uptime
from generate.base import DAY, HOUR

LIMIT = 10000


class Case:
    def __init__(self, b, thing, project):
        self.b = b
        self.thing = thing
        self.project = project
        self.environment = project.environment if project else None
        self.urn = "do:loadbalancer:" + thing["id"]
        self.backends = []

    def find(self, rule, sub_key=None, severity=None, saving=None):
        self.b.find(rule, self.urn, sub_key, self.environment, severity, saving)


def build(b, count):
    machines = [machine for machine in b.droplets if not machine.owned]
    for _ in range(count):
        balancer(b, machines)


def bare(b, name, project, region="nyc3"):
    thing = {
        "id": b.uuid(), "name": name, "project_id": project.id if project else "", "ip": b.address(), "size_unit": 1,
        "algorithm": "round_robin", "status": "active", "created_at": b.old(),
        "forwarding_rules": [], "health_check": {"protocol": "http", "port": 80, "path": "/health",
                                                 "check_interval_seconds": 10, "response_timeout_seconds": 5,
                                                 "unhealthy_threshold": 3, "healthy_threshold": 5},
        "sticky_sessions": {"type": "none"}, "redirect_http_to_https": False, "enable_proxy_protocol": False,
        "enable_backend_keepalive": True, "http_idle_timeout_seconds": 60, "vpc_uuid": b.default_vpcs[region],
        "disable_lets_encrypt_dns_records": False, "firewall": {"deny": [], "allow": []}, "network": "EXTERNAL",
        "network_stack": "IPV4", "type": "REGIONAL", "domains": [], "target_load_balancer_ids": [],
        "tls_cipher_policy": "STRONG", "region": b.regions[region], "droplet_ids": [], "tag": "",
    }
    b.add("load_balancers", thing)
    if project:
        b.assign(project, "do:loadbalancer:" + thing["id"])
    b.vpc_member(thing["vpc_uuid"], "do:loadbalancer:" + thing["id"], name, thing["created_at"])
    return thing


def balancer(b, machines):
    project = b.project()
    case = Case(b, bare(b, b.name(), project, b.pick(list(b.regions))), project)
    case.thing["size_unit"] = b.pick([1, 1, 2, 3, 4])
    backends(case, machines)
    forwarding(case)
    load(case)
    watched(case)
    if b.near(0.4):
        b.invoice_item("Load Balancers", case.thing["id"], case.thing["id"], 12.0 * case.thing["size_unit"], 365,
                       project, case.thing["name"])


# Backends

def backends(case, machines):
    """COST-011 and REL-012."""
    b = case.b
    if b.defect(0.3) or not machines and b.defect():
        return without_backends(case)
    if machines and b.defect(0.25):
        connect(case, b.rng.sample(machines, 1))
        case.find("REL-012")
        return None
    if len(machines) < 2 or b.near(0.08):
        return worldwide(case)
    if b.near(0.05):
        return innocent_without_backends(case)
    connect(case, b.rng.sample(machines, min(len(machines), b.rng.randrange(2, 5))))
    return None


def connect(case, machines):
    """By id, or by a tag that only these Droplets have."""
    b, thing = case.b, case.thing
    if b.near(0.35) and not any(machine.untagged for machine in machines):
        thing["tag"] = "lb-" + thing["id"][:8]
        for machine in machines:
            machine.thing["tags"] = machine.thing["tags"] + [thing["tag"]]
    else:
        thing["droplet_ids"] = [machine.id for machine in machines]
    case.backends = machines
    if len(machines) > 1:
        b.balancer_groups.append(machines)


def without_backends(case):
    thing = case.thing
    thing["created_at"] = case.b.days_ago(case.b.pick([1.5, 20, 300]))
    if case.b.near(0.4):
        thing["tag"] = "nobody-" + thing["id"][:6]      # a tag that no Droplet has
    elif case.b.near(0.3):
        del thing["target_load_balancer_ids"]
    case.find("COST-011", saving=thing["size_unit"] * 12.0)


def innocent_without_backends(case):
    if case.b.near(0.5):
        case.thing["created_at"] = case.b.days_ago(0.5)
    else:
        case.thing["status"] = case.b.pick(["new", "errored"])


def worldwide(case):
    """A global load balancer sends to other load balancers."""
    b, thing = case.b, case.thing
    thing["type"] = "GLOBAL"
    thing["size_unit"] = 1
    thing["target_load_balancer_ids"] = [b.uuid(), b.uuid()]
    thing["glb_settings"] = {"target_protocol": "http", "target_port": 80, "cdn": {"is_enabled": False}}


# Forwarding

def rule(entry, entry_port, target, target_port, certificate="", passthrough=False):
    return {"entry_protocol": entry, "entry_port": entry_port, "target_protocol": target, "target_port": target_port,
            "certificate_id": certificate, "tls_passthrough": passthrough}


def forwarding(case):
    """SEC-014, SEC-015, SEC-016, REL-014, PERF-007."""
    b, thing = case.b, case.thing
    # A global load balancer has `glb_settings` in the place of forwarding rules.
    if thing["type"] == "GLOBAL":
        return
    if b.defect(0.2):
        thing["forwarding_rules"] = [rule("http", 80, "http", 8080)]
        case.find("SEC-015")
        http_target(case)
        return
    kind = b.rng.randrange(10)
    if kind == 0:
        # TLS ends on the backends.
        thing["forwarding_rules"] = [rule("https", 443, "https", 443, passthrough=True)]
        thing["tls_cipher_policy"] = "DEFAULT"
        thing["health_check"]["protocol"] = "https"
    elif kind == 1:
        thing["forwarding_rules"] = [rule("tcp", 443, "tcp", 443), rule("http", 80, "http", 80)]
        thing["tls_cipher_policy"] = "DEFAULT"
        http_target(case)
    elif kind == 2:
        # No HTTP at all: a TCP check and no keep-alive are right.
        thing["forwarding_rules"] = [rule("tcp", 5432, "tcp", 5432)]
        thing["health_check"] = {**thing["health_check"], "protocol": "tcp", "port": 5432, "path": ""}
        thing["enable_backend_keepalive"] = False
        thing["tls_cipher_policy"] = "DEFAULT"
    else:
        with_tls(case)
        http_target(case)
    if kind > 2 and thing["type"] == "REGIONAL" and b.near(0.1):
        thing["network"] = "INTERNAL"


def with_tls(case):
    b, thing = case.b, case.thing
    certificate = certificates.referenced(b)
    entry = b.pick(["https", "https", "http2"])
    rules = [rule("https", 443, "http", 80, certificate)]
    if entry == "http2":
        rules.append(rule("http2", 8443, "http2", 8080, certificate))
    if b.defect(0.3):
        rules.insert(0, rule("http", 80, "http", 80))
        case.find("SEC-014")
    elif b.near(0.6):
        rules.insert(0, rule("http", 80, "http", 80))
        thing["redirect_http_to_https"] = True
    thing["forwarding_rules"] = rules
    if b.defect(0.3):
        thing["tls_cipher_policy"] = "DEFAULT"
        case.find("SEC-016")


def http_target(case):
    b, thing = case.b, case.thing
    if b.defect(0.2):
        thing["health_check"] = {**thing["health_check"], "protocol": "tcp", "path": ""}
        case.find("REL-014")
    if b.defect(0.2):
        thing["enable_backend_keepalive"] = False
        case.find("PERF-007")


# Load

def measure(b, thing, backend_ids):
    limit = LIMIT * thing["size_unit"]
    described = {"connections": {"level": 0.5 * limit, "jitter": 0.05 * limit}, "connections_limit": limit,
                 "cpu": {"level": 35, "jitter": 5}, "requests": {"level": 40, "jitter": 10},
                 "response_time": {"level": 0.2, "jitter": 0.05},
                 "health": {droplet: 1 for droplet in backend_ids},
                 "downtime": {droplet: 0 for droplet in backend_ids}}
    b.metrics["load_balancer"][thing["id"]] = described
    return described


def load(case):
    """COST-012, PERF-004, PERF-012, REL-013: one kind of trouble at most."""
    b, thing = case.b, case.thing
    if not case.backends:
        b.unassessed(case.urn, "PERF-004", "PERF-012", "REL-013")
        return
    described = measure(b, thing, [machine.id for machine in case.backends])
    limit = described["connections_limit"]
    if b.defect(0.5):
        kind = b.pick([crowded, hot, slow, slow, failing, down, oversized, oversized])
        kind(case, described, limit)
    elif b.near(0.4):
        kind = b.pick([small_and_quiet, failed_before, nearly_crowded, nearly_slow, quiet_but_hot])
        kind(case, described, limit)


def crowded(case, described, limit):
    described["connections"] = {"level": 0.88 * limit, "jitter": 0.02 * limit}
    case.find("PERF-004")


def hot(case, described, limit):
    described["cpu"] = {"level": 90, "jitter": 3}
    case.find("PERF-004")


def slow(case, described, limit):
    described["response_time"] = {"level": case.b.pick([1.3, 2.5]), "jitter": 0.1}
    case.find("PERF-012")


def failing(case, described, limit):
    droplet = case.b.pick(list(described["health"]))
    described["health"][droplet] = {"level": 1, "steps": [[HOUR, 0, 0]]}
    case.find("REL-013")


def down(case, described, limit):
    droplet = case.b.pick(list(described["downtime"]))
    described["downtime"][droplet] = {"level": 0, "steps": [[HOUR, 25, 0]]}
    case.find("REL-013")


def oversized(case, described, limit):
    """COST-012: in Production two nodes are kept, so it is only judged elsewhere here."""
    nodes = case.thing["size_unit"]
    if nodes == 1 or case.environment == "Production":
        return
    described["connections"] = int(0.19 * limit)
    described["cpu"] = {"level": 8, "jitter": 1}
    needed = {2: 1, 3: 1, 4: 2}[nodes]
    case.find("COST-012", saving=(nodes - needed) * 12.0)


def small_and_quiet(case, described, limit):
    if case.thing["size_unit"] == 1:
        described["connections"] = int(0.01 * limit)
        described["cpu"] = {"level": 3, "jitter": 1}


def failed_before(case, described, limit):
    droplet = case.b.pick(list(described["health"]))
    described["health"][droplet] = {"level": 0, "steps": [[3 * HOUR, 1, 0]]}
    described["downtime"][droplet] = {"level": 50, "steps": [[3 * HOUR, 0, 0]]}


def nearly_crowded(case, described, limit):
    described["connections"] = {"level": 0.76 * limit, "jitter": 0.02 * limit}
    described["cpu"] = {"level": 95, "steps": [[2 * DAY, 75, 2]]}


def nearly_slow(case, described, limit):
    described["response_time"] = {"level": 0.9, "jitter": 0.05}


def quiet_but_hot(case, described, limit):
    described["connections"] = int(0.2 * limit)
    described["cpu"] = {"level": 30, "jitter": 2}


# Watching from outside

def watched(case):
    """OPS-003."""
    b, thing = case.b, case.thing
    if thing["network"] == "INTERNAL":
        return
    if thing["type"] == "GLOBAL":
        thing["domains"] = [{"name": f"global-{thing['id'][:6]}.example.org", "is_managed": False,
                             "certificate_id": certificates.referenced(b)}]
    if b.defect(0.3):
        case.find("OPS-003")
    elif thing["domains"] and b.near(0.5):
        uptime.check(b, f"https://{thing['domains'][0]['name']}/", "https")
    else:
        watch(b, thing)


def watch(b, thing):
    """A check of the address, or of a name that leads to it."""
    name = b.dns_name(thing["ip"]) if b.near(0.5) else None
    if name:
        uptime.check(b, f"https://{name}/", "https")
    elif b.near(0.5):
        uptime.check(b, thing["ip"], "ping")
    else:
        uptime.check(b, f"http://{thing['ip']}/health", "http")


# DOKS

def of_cluster(b, cluster):
    """A load balancer of a Service: with no or one backend that answers, and that is right for DOKS."""
    thing = bare(b, "a" + b.hex(31), None, cluster["region"])
    thing["tag"] = "k8s:" + (cluster["id"] if b.near(0.6) else b.uuid())
    thing["forwarding_rules"] = [rule("tcp", 443, "tcp", 31443), rule("tcp", 80, "tcp", 31080)]
    thing["health_check"] = {**thing["health_check"], "protocol": "tcp", "port": 31443, "path": ""}
    thing["size_unit"] = b.pick([1, 3])
    nodes = [machine.id for machine in b.cluster_nodes[cluster["id"]]]
    described = measure(b, thing, nodes)
    described["connections"] = int(0.05 * described["connections_limit"])
    described["cpu"] = {"level": 5, "jitter": 1}
    for droplet in nodes[1:]:
        described["health"][droplet] = 0
    watch(b, thing)
