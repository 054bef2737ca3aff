"""Managed databases with their parts: firewall, backups, pools, users, eviction, storage growth, log sinks."""

from generate.base import DAY, NASTY_NAMES, stamp

PRICES = {"db-s-1vcpu-1gb": 15, "db-s-1vcpu-2gb": 30, "db-s-2vcpu-4gb": 60, "db-s-4vcpu-8gb": 120}
VERSIONS = {"pg": ("16", "16.4"), "mysql": ("8", "8.0.35"), "redis": ("7", "7.2.4"), "valkey": ("8", "8.0.1"),
            "mongodb": ("7.0", "7.0.12"), "kafka": ("3.8", "3.8.0"), "opensearch": ("2", "2.19.1")}
ENGINES = ["pg", "pg", "mysql", "mysql", "mysql", "redis", "valkey", "valkey", "mongodb", "kafka", "opensearch"]
WITH_BACKUPS = ("pg", "mysql", "mongodb", "opensearch")
WITH_STANDBY = ("pg", "mysql", "redis", "valkey", "mongodb")


def build(b, count):
    options(b)
    for _ in range(count):
        database(b)


def options(b):
    layouts = [{"num_nodes": nodes, "sizes": list(PRICES)[1 if nodes > 1 else 0:]} for nodes in (1, 2, 3)]
    every = {engine: {"regions": list(b.regions), "versions": [version], "layouts": layouts}
             for engine, (version, _) in VERSIONS.items()}
    availability = {engine: [{"end_of_life": stamp(b.now + 700 * DAY), "end_of_availability": None,
                              "version": version}] for engine, (version, _) in VERSIONS.items()}
    b.account["database_options"] = {"options": every, "version_availability": availability}


def database(b):
    engine = b.pick(ENGINES)
    project = b.project()
    version, semantic = VERSIONS[engine]
    region = b.pick(list(b.regions))
    size = b.pick(list(PRICES))
    thing = {
        "id": b.uuid(), "name": b.name(), "engine": engine, "version": version, "semantic_version": semantic,
        "num_nodes": 1, "size": size, "region": region, "status": "online", "created_at": b.old(),
        "private_network_uuid": b.default_vpcs[region], "tags": b.tags(), "db_names": ["defaultdb"],
        "connection": connection(b, engine, ""), "private_connection": connection(b, engine, "private-"),
        "users": [], "maintenance_window": {"day": b.pick(["sunday", "saturday"]), "hour": "02:00:00",
                                              "pending": False, "description": []},
        "project_id": project.id, "rules": [], "version_end_of_life": stamp(b.now + 700 * DAY),
        "version_end_of_availability": stamp(b.now + 500 * DAY), "storage_size_mib": 61440,
    }
    parts = {"firewall": [], "replicas": [], "pools": [], "users": [], "events": [], "logsink": [],
             "config": {"config": {}}}
    case = Case(b, thing, parts, project)
    b.add("databases", thing)
    b.put("database_parts", thing["id"], parts)
    b.assign(project, case.urn)
    b.vpc_member(thing["private_network_uuid"], case.urn, thing["name"], thing["created_at"])
    for aspect in (nodes, trusted_sources, users, version_end, backups, growth, pools, eviction, maintenance, log_sink,
                   load, tags, replicas):
        aspect(case)
    thing["users"] = parts["users"]
    thing["rules"] = parts["firewall"] if not b.near(0.2) else []
    invoice(case)


class Case:
    """One database on its way through the aspects."""

    def __init__(self, b, thing, parts, project):
        self.b = b
        self.thing = thing
        self.parts = parts
        self.project = project
        self.environment = project.environment
        self.engine = thing["engine"]
        self.urn = "do:dbaas:" + thing["id"]
        self.idle = False
        self.standby = False

    def find(self, rule, sub_key=None, severity=None, saving=None):
        self.b.find(rule, self.urn, sub_key, self.environment, severity, saving)


def connection(b, engine, prefix):
    host = f"{prefix}db-{engine}-do-user-19081923-0.b.db.ondigitalocean.com"
    password = "AVNS_" + b.hex(16)
    return {"uri": f"{engine}://doadmin:{password}@{host}:25060/defaultdb", "database": "defaultdb", "host": host,
            "port": 25060, "user": "doadmin", "password": password, "ssl": True}


def nodes(case):
    """REL-004 and COST-015."""
    b, thing, environment = case.b, case.thing, case.environment
    if case.engine == "kafka":
        thing["num_nodes"] = 3
        return
    if environment in ("Development", "Staging"):
        if case.engine in WITH_STANDBY and b.defect(0.5):
            thing["num_nodes"] = b.pick([2, 3])
            case.standby = True
            case.find("COST-015")
        elif case.engine == "opensearch" and b.near():
            thing["num_nodes"] = 3
    elif b.defect(0.5):
        case.find("REL-004", severity="high" if environment == "Production" else "medium")
    else:
        thing["num_nodes"] = b.pick([2, 3])
    if thing["num_nodes"] > 1 and thing["size"] == "db-s-1vcpu-1gb":
        thing["size"] = "db-s-1vcpu-2gb"


def trusted_sources(case):
    """SEC-007 and SEC-008."""
    b = case.b
    if b.defect(0.25):
        case.find("SEC-007")
        return
    for kind, value in b.rng.sample([("ip_addr", "203.0.113.7"), ("ip_addr", "10.1.0.0/16"), ("tag", "backend"),
                                     ("app", b.uuid()), ("k8s", b.uuid()), ("droplet", str(b.number())),
                                     ("ip_addr", "192.0.2.0/24")], b.rng.randrange(1, 4)):
        trust(case, kind, value)
    if b.defect(0.25):
        for value in b.rng.sample(["0.0.0.0/0", "10.0.0.0/8", "172.16.0.0/15", "128.0.0.0/1"], b.rng.randrange(1, 3)):
            trust(case, "ip_addr", value)
            case.find("SEC-008", value)


def trust(case, kind, value):
    case.parts["firewall"].append({"uuid": case.b.uuid(), "cluster_uuid": case.thing["id"], "type": kind,
                                   "value": value, "created_at": case.thing["created_at"],
                                   "description": case.b.pick(NASTY_NAMES)})


def users(case):
    """SEC-009: only MySQL has password plugins."""
    b = case.b
    people = [("doadmin", "primary")]
    if b.near(0.6):
        people.append((b.name(0.4), "normal"))
    old = b.defect(0.4)
    for number, (name, role) in enumerate(people):
        user = {"name": name, "role": role, "password": "AVNS_" + b.hex(14)}
        if case.engine == "mysql":
            legacy = old and (number == 0 or b.near(0.5))
            user["mysql_settings"] = {"auth_plugin": "mysql_native_password" if legacy else "caching_sha2_password"}
            if legacy:
                case.find("SEC-009", name)
        case.parts["users"].append(user)


def version_end(case):
    """SEC-010."""
    b = case.b
    if b.defect(0.25):
        days = b.pick([-200, -1, 5, 89])
        case.thing["version_end_of_life"] = stamp(b.now + days * DAY)
        case.find("SEC-010", severity="critical" if days < 0 else "high")
    elif b.near(0.3):
        case.thing["version_end_of_life"] = stamp(b.now + 91 * DAY)
    elif b.near(0.2):
        del case.thing["version_end_of_life"]


def backups(case):
    """REL-005: only some engines have daily backups."""
    b = case.b
    if case.engine not in WITH_BACKUPS:
        b.unassessed(case.urn, "REL-005")
        if b.near(0.5):
            case.parts["backups"] = {"backups": []}
        return
    if b.near(0.04):
        # So young that the first backup is still to come.
        case.thing["created_at"] = b.days_ago(1)
        case.parts["backups"] = {"backups": []}
        return
    newest = b.pick([0.1, 0.8, 1.9])
    if b.defect(0.2):
        newest = b.pick([2.1, 3, 30])
        case.find("REL-005")
    made = [{"created_at": b.days_ago(newest + extra), "size_gigabytes": 0.03, "incremental": False}
            for extra in range(b.rng.randrange(1, 4))]
    b.rng.shuffle(made)
    case.parts["backups"] = {"backups": made, "backup_progress": "36",
                             "scheduled_backup_time": {"backup_hour": 20, "backup_minute": 40,
                                                       "backup_interval_hours": 24}}


def growth(case):
    """REL-007: an engine without storage growth answers 404."""
    b = case.b
    if case.engine not in ("pg", "mysql"):
        return
    enabled = not b.defect(0.3)
    case.parts["autoscale"] = {"autoscale": {"storage": {"enabled": enabled, "threshold_percent": 80,
                                                         "increment_gib": 10}}}
    if not enabled:
        case.find("REL-007")


def pools(case):
    """PERF-005. Small clusters may do without pools, so the ones without are big."""
    b = case.b
    if case.engine != "pg":
        return
    if b.defect(0.4):
        case.thing["size"] = b.pick(["db-s-2vcpu-4gb", "db-s-4vcpu-8gb"])
        case.find("PERF-005")
        return
    case.parts["pools"].append({"name": b.slug(), "mode": "transaction", "size": 10, "db": "defaultdb",
                                "user": "doadmin", "connection": connection(b, "postgres", "")})


def eviction(case):
    """PERF-006."""
    if case.engine not in ("redis", "valkey"):
        return
    policy = case.b.pick(["allkeys_lru", "volatile_ttl", "volatile_lru"])
    if case.b.defect(0.4):
        policy = "noeviction"
        case.find("PERF-006")
    case.parts["eviction_policy"] = {"eviction_policy": policy}


def maintenance(case):
    """OPS-010 and OPS-011."""
    b = case.b
    if b.defect(0.2):
        case.thing["maintenance_window"]["pending"] = True
        case.thing["maintenance_window"]["description"] = ["Update TimescaleDB", b.pick(NASTY_NAMES)]
        case.find("OPS-010")
    elif b.defect(0.2):
        del case.thing["maintenance_window"]
        case.find("OPS-011")


def log_sink(case):
    """OPS-018: asked for in Production only."""
    b = case.b
    if case.environment == "Production" and b.defect(0.4):
        case.find("OPS-018")
    elif case.environment == "Production" or b.near(0.3):
        case.parts["logsink"].append({"sink_id": b.hex(40), "sink_name": b.slug(), "sink_type": "rsyslog",
                                      "config": {"server": "192.0.2.9", "port": 514, "tls": True,
                                                 "format": "rfc5424"}})


def load(case):
    """COST-014, REL-006, PERF-009: only MySQL has metrics here."""
    b = case.b
    if case.engine != "mysql":
        b.unassessed(case.urn, "COST-014", "REL-006", "PERF-009")
        return
    described = {"cpu": {"level": 30, "jitter": 5}, "memory": {"level": 50, "jitter": 5},
                 "disk": {"level": 40, "jitter": 1}, "threads": 9}
    b.metrics["database"][case.thing["id"]] = described
    if b.defect(0.3):
        described["cpu"] = {"level": b.pick([1, 4]), "jitter": 0.5}
        described["threads"] = b.pick([0, 1])
        case.idle = True
        case.find("COST-014")
    elif b.defect(0.2):
        described["disk"] = {"level": b.pick([86.5, 95]), "jitter": 1}
        case.find("REL-006")
    elif b.defect(0.5) and case.thing["size"] in ("db-s-1vcpu-1gb", "db-s-1vcpu-2gb"):
        described["threads"] = 71 if case.thing["size"] == "db-s-1vcpu-1gb" else 142
        case.find("PERF-009")
    elif b.near(0.15) and case.thing["size"] == "db-s-1vcpu-1gb":
        described["threads"] = 55
    elif b.near(0.4):
        innocent_load(b, described)


def innocent_load(b, described):
    """Little CPU but two clients; clients but no CPU limit; a disk that was full two days ago."""
    kind = b.rng.randrange(4)
    if kind == 0:
        described.update(cpu={"level": 2, "jitter": 0.5}, threads=2)
    elif kind == 1:
        described.update(cpu={"level": 6, "jitter": 0.5}, threads=1)
    elif kind == 2:
        described["disk"] = {"level": 95, "steps": [[2 * DAY, 60, 1]]}
    else:
        described["disk"] = {"level": 83, "jitter": 1}


def tags(case):
    if case.b.tag_rule and case.b.defect(0.15):
        case.thing["tags"] = []
        case.find("OPS-005")


def replicas(case):
    b, thing = case.b, case.thing
    if case.engine in ("pg", "mysql") and b.near():
        case.parts["replicas"].append({"id": b.uuid(), "name": b.slug(), "region": thing["region"],
                                       "size": thing["size"], "status": "online", "tags": [],
                                       "created_at": thing["created_at"],
                                       "connection": connection(b, case.engine, "replica-")})
    case.parts["events"].append({"id": b.hex(8), "cluster_name": thing["name"], "event_type": "cluster_create",
                                 "create_time": thing["created_at"]})


def invoice(case):
    """Real money: sometimes with a discount. The savings of two rules come from here only."""
    b, thing = case.b, case.thing
    if not b.near(0.7):
        return
    monthly = PRICES[thing["size"]] * thing["num_nodes"] * b.pick([1, 1, 0.9])
    b.invoice_item("Databases", thing["id"], thing["id"], monthly, 365, case.project, thing["name"])
    if case.idle:
        b.saving["DO-COST-014|" + case.urn + "|"] = round(monthly, 2)
    if case.standby:
        b.saving["DO-COST-015|" + case.urn + "|"] = round(monthly * (thing["num_nodes"] - 1) / thing["num_nodes"], 2)
