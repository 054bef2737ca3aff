"""Apps: components, environment variables, deployments, alerts, load."""

from generate import uptime
from generate.base import DAY, HOUR, NASTY_NAMES, stamp

MIB = 2 ** 20
# slug, MiB, vCPUs, kind of CPU, USD a month, only one instance, to be given up
SIZES = [
    ("apps-s-1vcpu-0.5gb", 512, 1, "SHARED", "5.00", True, False),
    ("apps-s-1vcpu-1gb-fixed", 1024, 1, "SHARED", "10.00", True, False),
    ("apps-s-1vcpu-1gb", 1024, 1, "SHARED", "12.00", False, False),
    ("apps-s-1vcpu-2gb", 2048, 1, "SHARED", "25.00", False, False),
    ("apps-s-2vcpu-4gb", 4096, 2, "SHARED", "50.00", False, False),
    ("apps-d-1vcpu-0.5gb", 512, 1, "DEDICATED", "29.00", False, False),
    ("apps-d-1vcpu-1gb", 1024, 1, "DEDICATED", "34.00", False, False),
    ("apps-d-1vcpu-2gb", 2048, 1, "DEDICATED", "39.00", False, False),
    ("apps-d-1vcpu-4gb", 4096, 1, "DEDICATED", "49.00", False, False),
    ("professional-xs", 1024, 1, "SHARED", "11.00", False, True),
]
SECRET_KEYS = ["DB_PASSWORD", "API_KEY", "apikey", "STRIPE_SECRET", "GITHUB_TOKEN", "PRIVATE_KEY", "AWS_CREDENTIALS",
               "SMTP_PASSWD"]
CRON_PERIODS = [("0 * * * *", HOUR), ("30 */6 * * *", 6 * HOUR), ("15 2 * * *", DAY), ("0 0 * * 1", 7 * DAY)]


def build(b, count):
    b.account["instance_sizes"] = {"discount_percent": 0.0, "instance_sizes": [size_object(row) for row in SIZES]}
    for _ in range(count):
        app(b)


def size_object(row):
    slug, memory, cpus, kind, price, single, leaving = row
    return {"slug": slug, "name": slug, "cpu_type": kind, "cpus": str(cpus), "memory_bytes": str(memory * MIB),
            "usd_per_month": price, "usd_per_second": "0.000001", "tier_slug": "professional",
            "single_instance_only": single, "scalable": not single, "deprecation_intent": leaving,
            "bandwidth_allowance_gib": "100"}


class Case:
    def __init__(self, b, thing, project):
        self.b = b
        self.thing = thing
        self.spec = thing["spec"]
        self.project = project
        self.environment = project.environment
        self.urn = "do:app:" + thing["id"]
        self.loads = {}
        self.deployments = 1      # in the last day

    def find(self, rule, sub_key=None, severity=None, saving=None):
        self.b.find(rule, self.urn, sub_key, self.environment, severity, saving)


def app(b):
    project = b.project()
    name = f"app-{b.hex(6)}"
    host = f"{name}-{b.hex(5)}.ondigitalocean.app"
    thing = {
        "id": b.uuid(), "owner_uuid": b.account["account"]["uuid"], "project_id": project.id,
        "spec": {"name": name, "region": "nyc", "services": [], "workers": [], "databases": [], "envs": []},
        "default_ingress": "https://" + host, "live_url": "https://" + host, "live_url_base": "https://" + host,
        "live_domain": host, "created_at": b.old(), "updated_at": b.days_ago(1), "tier_slug": "professional",
        "region": {"slug": "nyc", "label": "New York", "continent": "North America", "data_centers": ["nyc1"]},
    }
    b.add("apps", thing)
    case = Case(b, thing, project)
    own_domain(case)
    deployments(case)
    components(case)
    variables(case)
    databases(case)
    alerts(case)
    watched(case)
    b.metrics["app"][thing["id"]] = case.loads
    health(case)


def own_domain(case):
    if case.b.near(0.3):
        domain = f"www-{case.b.hex(4)}.example.org"
        case.spec["domains"] = [{"domain": domain, "type": "PRIMARY"}]
        case.thing["live_url"] = case.thing["live_url_base"] = "https://" + domain
        case.thing["live_domain"] = domain


# Components

def components(case):
    b = case.b
    service(case, "web")
    if b.near(0.4):
        service(case, "api-" + b.hex(3))
    if b.near(0.4):
        worker(case, "queue-" + b.hex(3))
    if b.near(0.2):
        case.spec["static_sites"] = [{"name": "site", "source_dir": "/"}]
    if b.near(0.2):
        case.spec["jobs"] = [{"name": "migrate", "kind": "PRE_DEPLOY", "instance_count": 1,
                              "instance_size_slug": "apps-s-1vcpu-0.5gb"}]


def service(case, name):
    b = case.b
    made = {"name": name, "http_port": 8080, "health_check": {"http_path": "/health"}, "envs": []}
    case.spec["services"].append(made)
    if b.defect(0.25):
        if b.near(0.5):
            del made["health_check"]
        else:
            made["health_check"] = b.pick([{"port": 8080}, {"http_path": ""}])
        case.find("REL-018", name)
    instances(case, made, True)


def worker(case, name):
    made = {"name": name, "envs": []}
    case.spec["workers"].append(made)
    instances(case, made, False)


def instances(case, made, is_service):
    """How many of which size, and what they do: COST-018, COST-019, REL-017, PERF-010, PERF-011."""
    b = case.b
    production = case.environment == "Production"
    if b.near(0.15):
        # The number of instances follows the load.
        made.update(instance_size_slug="apps-d-1vcpu-1gb",
                    autoscaling={"min_instance_count": 1, "max_instance_count": 3,
                                 "metrics": {"cpu": {"percent": 80}}})
        if b.near(0.4):
            # Idle, but the number follows the load already and there is no smaller size.
            made["instance_size_slug"] = "apps-d-1vcpu-0.5gb"
            measure(case, made["name"], 2, cpu={"level": 3, "jitter": 1}, memory=20)
        else:
            measure(case, made["name"], 1)
        return
    if is_service and production and b.defect(0.3):
        single(case, made)
        case.find("REL-017", made["name"])
    elif is_service and production:
        several(case, made, False)
    elif b.near(0.5):
        single(case, made)
    else:
        several(case, made, not production)


def single(case, made):
    b = case.b
    made["instance_count"] = 1
    if b.defect(0.2):
        # A dedicated CPU with four times the memory that is used: cheaper ones exist.
        made["instance_size_slug"] = b.pick(["apps-s-1vcpu-2gb", "apps-d-1vcpu-4gb"])
        measure(case, made["name"], 1, cpu={"level": 12, "jitter": 2}, memory=20)
        case.find("COST-019", made["name"])
        return
    made["instance_size_slug"] = b.pick(["apps-s-1vcpu-0.5gb", "apps-s-1vcpu-1gb", "apps-d-1vcpu-2gb"])
    loads(case, made, 1)


def several(case, made, may_be_idle):
    b = case.b
    count = made["instance_count"] = b.pick([2, 3, 4])
    if may_be_idle and b.defect(0.25):
        # The smallest size that may have several instances: nothing cheaper to go to.
        made["instance_size_slug"] = b.pick(["apps-s-1vcpu-1gb", "apps-d-1vcpu-0.5gb"])
        measure(case, made["name"], count, cpu={"level": 5, "jitter": 1}, memory=30)
        case.find("COST-018", made["name"])
    elif b.defect(0.2):
        made["instance_size_slug"] = "apps-s-1vcpu-2gb"
        measure(case, made["name"], count, cpu={"level": 15, "jitter": 1}, memory=22)
        case.find("COST-019", made["name"], saving=(25 - 12) * count)
    elif may_be_idle and b.defect(0.1):
        made["instance_size_slug"] = "apps-s-1vcpu-2gb"
        measure(case, made["name"], count, cpu={"level": 4, "jitter": 1}, memory=22)
        case.find("COST-018", made["name"])
        case.find("COST-019", made["name"], saving=(25 - 12) * count)
    else:
        made["instance_size_slug"] = b.pick(["apps-s-1vcpu-1gb", "apps-d-1vcpu-1gb", "apps-s-2vcpu-4gb"])
        loads(case, made, count)


def measure(case, name, count, cpu=None, memory=None, restarts=0):
    case.loads[name] = {"instances": count, "cpu": cpu if cpu is not None else {"level": 40, "jitter": 8},
                        "memory": memory if memory is not None else {"level": 55, "jitter": 5}, "restarts": restarts}


def loads(case, made, count):
    b, name = case.b, made["name"]
    if b.defect(0.3):
        kind = b.rng.randrange(3)
        if kind == 0:
            measure(case, name, count, memory={"level": b.pick([88, 96]), "jitter": 2})
            case.find("PERF-011", name)
        elif kind == 1:
            measure(case, name, count, cpu={"level": 92, "jitter": 3})
            case.find("PERF-011", name)
        else:
            measure(case, name, count, restarts=restarted(case, case.deployments + b.pick([5, 20])))
            case.find("PERF-010", name)
    elif b.near(0.4):
        innocent_load(case, made, count)
    else:
        measure(case, name, count)


def restarted(case, times):
    """A counter that grew six hours ago."""
    return {"level": 7, "steps": [[6 * HOUR, 7 + times, 0]]}


def innocent_load(case, made, count):
    b, name = case.b, made["name"]
    kind = b.rng.randrange(5)
    if kind == 0:
        # Each deployment restarts the component once.
        expected = case.deployments if case.only_active else 0
        measure(case, name, count, restarts=restarted(case, 3 + expected))
    elif kind == 1:
        measure(case, name, count, restarts={"level": 2, "steps": [[3 * DAY, 40, 0]]})    # days ago
    elif kind == 2:
        measure(case, name, count, cpu={"level": 95, "jitter": 2, "steps": [[2 * DAY, 50, 3]]},
                memory={"level": 82, "jitter": 2})
    elif kind == 3:
        measure(case, name, count, cpu={"level": 24, "jitter": 2}, memory=30)             # too much CPU to be idle
    else:
        measure(case, name, count, cpu={"level": 5, "jitter": 1}, memory=45)              # too much memory


# The rest of the app

def deployments(case):
    """REL-020."""
    b = case.b
    active = deployment(b, "ACTIVE", b.pick([0.3, 2, 40]))
    case.thing["active_deployment"] = active
    older = [deployment(b, b.pick(["SUPERSEDED", "ERROR", "CANCELED"]), 50 + number) for number in range(2)]
    newer = []
    if b.defect(0.3):
        newer = [deployment(b, b.pick(["ERROR", "CANCELED"]), 0.1)]
        case.find("REL-020")
    elif b.near(0.1):
        newer = [deployment(b, "SUPERSEDED", 0.1)]
    made = newer + [active] + older
    # How many of them explain a restart.
    case.deployments = sum(1 for one in made if one["created_at"] > b.days_ago(1))
    case.only_active = not newer
    b.put("app_deployments", case.thing["id"], made)


def deployment(b, phase, days):
    moment = b.days_ago(days)
    return {"id": b.uuid(), "cause": "commit 9a4df0b pushed to " + b.pick(NASTY_NAMES), "phase": phase,
            "created_at": moment, "updated_at": moment, "phase_last_updated_at": moment,
            "progress": {"total_steps": 5, "success_steps": 5 if phase == "ACTIVE" else 3,
                         "error_steps": 1 if phase == "ERROR" else 0, "steps": []}}


def variables(case):
    """SEC-025."""
    b = case.b
    places = [("", case.spec["envs"])]
    for kind in ("services", "workers"):
        places.extend((made["name"], made["envs"]) for made in case.spec[kind])
    for component, envs in places:
        for key, value, kind in b.rng.sample(innocent_variables(b), b.rng.randrange(0, 4)):
            envs.append({"key": key, "value": value, "scope": "RUN_TIME", "type": kind})
        if b.defect(0.15):
            key = b.pick(SECRET_KEYS)
            envs.append({"key": "MY_" + key, "value": "hunter2-" + b.hex(8), "scope": "RUN_TIME", "type": "GENERAL"})
            case.find("SEC-025", f"{component}/MY_{key}")


def innocent_variables(b):
    return [("BASE_URL", "https://example.org/?a=1&b='2'", "GENERAL"), ("LOG_LEVEL", "debug", "GENERAL"),
            ("DATABASE_PASSWORD", "${db.PASSWORD}", "GENERAL"), ("SESSION_SECRET", "EV[1:abc:def]", "SECRET"),
            ("NODE_ENV", "production", "GENERAL"), ("FEATURE_KEY_NAME", "dark-mode", "GENERAL"),
            ("CDN_API_KEY", "${cdn.API_KEY}", "GENERAL"), ("NASTY", b.pick(NASTY_NAMES), "GENERAL")]


def databases(case):
    """REL-019."""
    b = case.b
    if not b.near(0.4):
        return
    development = case.environment != "Production" and b.near(0.5)
    if case.environment == "Production" and b.defect(0.5):
        development = True
        case.find("REL-019", "db")
    case.spec["databases"].append({"name": "db", "engine": "PG", "production": not development, "version": "16"})


def alerts(case):
    """OPS-012."""
    b = case.b
    rules = ["DOMAIN_FAILED", "CPU_UTILIZATION"][:b.rng.randrange(0, 3)]
    if b.defect(0.4):
        case.find("OPS-012")
    else:
        rules.append("DEPLOYMENT_FAILED")
    b.put("app_alerts", case.thing["id"], [{"id": b.uuid(), "spec": {"rule": rule, "disabled": False},
                                            "emails": ["ops@example.com"], "slack_webhooks": [], "phase": "ACTIVE"}
                                           for rule in rules])


def watched(case):
    """OPS-003."""
    if case.b.defect(0.3):
        case.find("OPS-003")
    else:
        uptime.check(case.b, case.thing["live_url"] + case.b.pick(["", "/", "/health?x=1"]), "https")


def health(case):
    """What the app looks like just now: the same as its series."""
    b = case.b
    rows, running = [], []
    for name, load in case.loads.items():
        rows.append({"name": name, "cpu_usage_percent": now_value(load["cpu"]),
                     "memory_usage_percent": now_value(load["memory"]), "replicas_desired": load["instances"],
                     "replicas_ready": load["instances"], "state": "HEALTHY"})
        running.extend({"component_name": name, "component_type": "SERVICE", "instance_name": f"{name}-{number}",
                        "instance_alias": f"{name}-{number}"} for number in range(load["instances"]))
    b.put("app_health", case.thing["id"], rows)
    b.put("app_instances", case.thing["id"], running)


def now_value(load):
    if not isinstance(load, dict):
        return load
    return load["steps"][0][1] if "steps" in load else load["level"]


# Functions

def functions(b, count):
    """OPS-017."""
    for _ in range(count):
        namespace = "fn-" + b.uuid()
        b.add("function_namespaces", {"api_host": "https://faas-nyc1.doserverless.co", "namespace": namespace,
                                      "created_at": b.old(), "updated_at": b.old(), "label": b.name(), "region": "nyc1",
                                      "uuid": b.uuid(), "key": b.hex(40)})
        triggers = [trigger(b, namespace, number) for number in range(b.rng.randrange(0, 4))]
        b.put("function_triggers", namespace, triggers)


def trigger(b, namespace, number):
    name = f"{b.name()}-{number}"
    cron, period = b.pick(CRON_PERIODS)
    made = {"namespace": namespace, "name": name, "function": "hello", "type": "SCHEDULED", "is_enabled": True,
            "created_at": b.old(), "updated_at": b.old(), "scheduled_details": {"cron": cron, "body": {"name": name}},
            "scheduled_runs": {"last_run_at": stamp(b.now - period // 2), "next_run_at": stamp(b.now + period // 2)}}
    urn = f"do:functiontrigger:{namespace}/{name}"
    if b.defect(0.5):
        if b.near(0.5):
            made["is_enabled"] = False
        else:
            made["scheduled_runs"]["last_run_at"] = stamp(b.now - 3 * period - HOUR)
        b.find("OPS-017", urn)
    elif b.near(0.1):
        made["type"] = "WEBHOOK"
        made["is_enabled"] = False
    return made
