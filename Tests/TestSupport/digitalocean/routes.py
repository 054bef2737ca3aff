"""What each path answers, from an account as generated."""

import re

import metrics
import paging
import scopes as scope_rules
from errors import bad_request, not_found

# path -> (key of the answer, key of the account, kind for hidden fields)
LISTS = {
    "/v2/account/keys": ("ssh_keys", "ssh_keys", None),
    "/v2/actions": ("actions", "actions", None),
    "/v2/sizes": ("sizes", "sizes", None),
    "/v2/regions": ("regions", "regions", None),
    "/v2/droplets/autoscale": ("autoscale_pools", "autoscale_pools", "autoscale_pool"),
    "/v2/firewalls": ("firewalls", "firewalls", "firewall"),
    "/v2/load_balancers": ("load_balancers", "load_balancers", "load_balancer"),
    "/v2/reserved_ips": ("reserved_ips", "reserved_ips", "reserved_ip"),
    "/v2/floating_ips": ("floating_ips", "reserved_ips", "reserved_ip"),
    "/v2/reserved_ipv6": ("reserved_ipv6s", "reserved_ipv6", "reserved_ipv6"),
    "/v2/vpcs": ("vpcs", "vpcs", None),
    "/v2/domains": ("domains", "domains", None),
    "/v2/cdn/endpoints": ("endpoints", "cdn_endpoints", None),
    "/v2/projects": ("projects", "projects", None),
    "/v2/tags": ("tags", "tags", None),
    "/v2/kubernetes/clusters": ("kubernetes_clusters", "kubernetes_clusters", "cluster"),
    "/v2/uptime/checks": ("checks", "uptime_checks", None),
    "/v2/monitoring/alerts": ("policies", "alert_policies", None),
    "/v2/security/scans": ("scans", "scans", None),
}
# path -> (key of the answer or None for the whole object, key of the account)
OBJECTS = {
    "/v2/organizations/teams": ("teams", "teams"),
    "/v2/reports/droplet_neighbors_ids": ("neighbor_ids", "neighbor_ids"),
    "/v2/databases/options": (None, "database_options"),
    "/v2/kubernetes/options": ("options", "kubernetes_options"),
    "/v2/registries": ("registries", "registries"),
    "/v2/apps/tiers/instance_sizes": (None, "instance_sizes"),
    "/v2/functions/namespaces": ("namespaces", "function_namespaces"),
    "/v2/customers/my/balance": (None, "balance"),
    "/v2/gen-ai/regions": ("regions", "genai_regions"),
    "/v2/gen-ai/workspaces": ("workspaces", "genai_workspaces"),
}
GENAI_LISTS = {
    "/v2/gen-ai/agents": ("agents", "agents"),
    "/v2/gen-ai/models": ("models", "genai_models"),
    "/v2/gen-ai/knowledge_bases": ("knowledge_bases", "knowledge_bases"),
}
# Parts of a database: what the answer calls it and what the account calls it.
DATABASE_PARTS = {"firewall": "rules", "replicas": "replicas", "pools": "pools", "users": "users",
                  "events": "events", "logsink": "sinks"}
DATABASE_KINDS = {"replicas": "replica", "pools": "pool", "users": "user"}
PATTERNS = []


def route(pattern):
    """Registers a function for a path with names in braces."""
    def register(function):
        PATTERNS.append((re.compile("^" + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern) + "$"), function))
        return function
    return register


class Store:
    """An account with the indexes that the routes need, made when first used."""

    def __init__(self, account):
        self.account = account
        self.indexes = {}

    def get(self, name, default=None):
        return self.account.get(name, [] if default is None else default)

    def index(self, name, field="id"):
        if (name, field) not in self.indexes:
            self.indexes[name, field] = {str(thing[field]): thing for thing in self.get(name)}
        return self.indexes[name, field]

    def one(self, name, key, field="id"):
        thing = self.index(name, field).get(key)
        if thing is None:
            raise not_found()
        return thing

    def droplets(self, gpus=False):
        name = "gpus" if gpus else "cpus"
        if name not in self.indexes:
            self.indexes[name] = [droplet for droplet in self.get("droplets") if ("gpu_info" in droplet) == gpus]
        return self.indexes[name]

    def snapshots_of(self, kind, key):
        if "snapshots_of" not in self.indexes:
            grouped = {}
            for snapshot in self.get("snapshots"):
                grouped.setdefault((snapshot["resource_type"], snapshot["resource_id"]), []).append(snapshot)
            self.indexes["snapshots_of"] = grouped
        return self.indexes["snapshots_of"].get((kind, key), [])


    def actions_of(self, droplet_id):
        if "actions_of" not in self.indexes:
            grouped = {}
            for action in self.get("actions"):
                if action["resource_type"] == "droplet":
                    grouped.setdefault(str(action["resource_id"]), []).append(action)
            self.indexes["actions_of"] = grouped
        return self.indexes["actions_of"].get(droplet_id, [])


class Request:
    """One GET as the routes see it."""

    def __init__(self, store, path, query, scopes):
        self.store = store
        self.path = path
        self.query = query
        self.scopes = scopes

    def seen(self, kind, thing):
        return scope_rules.seen(kind, thing, self.scopes) if kind else thing

    def listing(self, key, items, kind=None):
        change = (lambda thing: scope_rules.seen(kind, thing, self.scopes)) if kind else None
        return paging.listing(self.path, self.query, key, items, change)


def answer(request):
    """The answer of a GET. The path is one of the description; unknown objects are 404."""
    path, store = request.path, request.store
    if path in LISTS:
        key, name, kind = LISTS[path]
        items = filtered(store.get(name), request.query)
        return request.listing(key, items, kind)
    if path in OBJECTS:
        key, name = OBJECTS[path]
        return {key: store.get(name)} if key else store.get(name, {})
    if path in GENAI_LISTS:
        key, name = GENAI_LISTS[path]
        return paging.genai_listing(path, request.query, key, store.get(name))
    for pattern, function in PATTERNS:
        match = pattern.match(path)
        if match:
            return function(request, **match.groupdict())
    raise not_found()


def filtered(items, query):
    """The simple filters that many lists share."""
    for field in ("name", "region", "state", "resource_type"):
        wanted = query.get(field)
        if wanted is not None:
            items = [item for item in items if matches(item, field, wanted)]
    wanted = query.get("tag_name")
    if wanted is not None:
        items = [item for item in items if wanted in (item.get("tags") or ())]
    return items


def matches(item, field, wanted):
    value = item.get(field)
    if isinstance(value, dict):
        value = value.get("slug")
    return value is None or str(value).lower() == wanted.lower()


# Account and Droplets

@route("/v2/account")
def account(request):
    return {"account": request.seen("account", request.store.get("account", {}))}


@route("/v2/droplets")
def droplets(request):
    kind = request.query.get("type")
    if kind not in (None, "droplets", "gpus"):
        raise bad_request("type must be droplets or gpus")
    if "tag_name" in request.query:
        if kind or "name" in request.query:
            raise bad_request("tag_name can not be combined with name or type")
        items = request.store.get("droplets")
    else:
        items = request.store.droplets(kind == "gpus")
    return request.listing("droplets", filtered(items, request.query), "droplet")


@route("/v2/droplets/backups/policies")
def backup_policies(request):
    pairs = list(request.store.get("backup_policies", {}).items())
    return paging.object_listing(request.path, request.query, "policies", pairs)


@route("/v2/droplets/{droplet_id}")
def droplet(request, droplet_id):
    return {"droplet": request.seen("droplet", request.store.one("droplets", droplet_id))}


@route("/v2/droplets/{droplet_id}/backups")
def droplet_backups(request, droplet_id):
    request.store.one("droplets", droplet_id)
    return request.listing("backups", request.store.get("droplet_backups", {}).get(droplet_id, []))


@route("/v2/droplets/{droplet_id}/backups/policy")
def droplet_backup_policy(request, droplet_id):
    request.store.one("droplets", droplet_id)
    policy = request.store.get("backup_policies", {}).get(droplet_id)
    return {"policy": policy or {"droplet_id": int(droplet_id), "backup_enabled": False}}


@route("/v2/droplets/{droplet_id}/snapshots")
def droplet_snapshots(request, droplet_id):
    request.store.one("droplets", droplet_id)
    fields = ("id", "name", "created_at", "regions", "min_disk_size", "size_gigabytes")
    items = [{**{field: snapshot[field] for field in fields}, "id": int(snapshot["id"]), "type": "snapshot"}
             for snapshot in request.store.snapshots_of("droplet", droplet_id)]
    return request.listing("snapshots", items)


@route("/v2/droplets/{droplet_id}/firewalls")
def droplet_firewalls(request, droplet_id):
    droplet = request.store.one("droplets", droplet_id)
    tags = set(droplet["tags"])
    items = [firewall for firewall in request.store.get("firewalls")
             if droplet["id"] in firewall["droplet_ids"] or tags & set(firewall["tags"] or ())]
    return request.listing("firewalls", items, "firewall")


@route("/v2/droplets/{droplet_id}/neighbors")
def droplet_neighbors(request, droplet_id):
    droplet = request.store.one("droplets", droplet_id)
    near = {other for group in request.store.get("neighbor_ids") if droplet["id"] in group for other in group}
    near.discard(droplet["id"])
    found = [request.store.one("droplets", str(other)) for other in sorted(near)]
    return {"droplets": [request.seen("droplet", thing) for thing in found]}


@route("/v2/droplets/{droplet_id}/actions")
def droplet_actions(request, droplet_id):
    request.store.one("droplets", droplet_id)
    return request.listing("actions", request.store.actions_of(droplet_id))


# Storage, images, certificates, keys

@route("/v2/volumes")
def volumes(request):
    return request.listing("volumes", filtered(request.store.get("volumes"), request.query), "volume")


@route("/v2/volumes/{volume_id}/snapshots")
def volume_snapshots(request, volume_id):
    request.store.one("volumes", volume_id)
    return request.listing("snapshots", request.store.snapshots_of("volume", volume_id), "snapshot")


@route("/v2/snapshots")
def snapshots(request):
    kind = request.query.get("resource_type")
    if kind not in (None, "droplet", "volume"):
        raise bad_request("resource_type must be droplet or volume")
    return request.listing("snapshots", filtered(request.store.get("snapshots"), request.query), "snapshot")


@route("/v2/images")
def images(request):
    query, items = request.query, request.store.get("images")
    if query.get("private") == "true":
        items = [image for image in items if not image["public"]]
    else:
        items = items + request.store.get("public_images")
    if query.get("type") == "distribution":
        items = [image for image in items if image["public"]]
    elif query.get("type") == "application":
        items = []
    return request.listing("images", filtered(items, {k: v for k, v in query.items() if k == "tag_name"}), "image")


@route("/v2/certificates")
def certificates(request):
    return request.listing("certificates", filtered(request.store.get("certificates"), request.query))


@route("/v2/spaces/keys")
def spaces_keys(request):
    query, items = request.query, request.store.get("spaces_keys")
    for field in ("bucket", "permission"):
        if field in query:
            items = [key for key in items if any(grant[field] == query[field] for grant in key["grants"])]
    return request.listing("keys", filtered(items, {k: v for k, v in query.items() if k == "name"}))


# Network and projects

@route("/v2/vpcs/{vpc_id}/members")
def vpc_members(request, vpc_id):
    request.store.one("vpcs", vpc_id)
    items = request.store.get("vpc_members", {}).get(vpc_id, [])
    kind = request.query.get("resource_type")
    if kind:
        items = [member for member in items if member["urn"].split(":")[1] == kind]
    return request.listing("members", items)


@route("/v2/vpc_nat_gateways")
def nat_gateways(request):
    return request.listing("vpc_nat_gateways", filtered(request.store.get("nat_gateways"), request.query))


@route("/v2/domains/{domain_name}/records")
def domain_records(request, domain_name):
    request.store.one("domains", domain_name, "name")
    items = request.store.get("domain_records", {}).get(domain_name, [])
    if "type" in request.query:
        items = [record for record in items if record["type"] == request.query["type"]]
    if "name" in request.query:
        items = [record for record in items if full_name(record, domain_name) == request.query["name"]]
    return request.listing("domain_records", items)


def full_name(record, domain_name):
    return domain_name if record["name"] == "@" else record["name"] + "." + domain_name


@route("/v2/projects/{project_id}/resources")
def project_resources(request, project_id):
    request.store.one("projects", project_id)
    return request.listing("resources", request.store.get("project_resources", {}).get(project_id, []))


# Databases

@route("/v2/databases")
def databases(request):
    items = filtered(request.store.get("databases"), request.query)
    return {"databases": [request.seen("database", database) for database in items]}


@route("/v2/databases/{database_id}")
def database(request, database_id):
    return {"database": request.seen("database", request.store.one("databases", database_id))}


@route("/v2/databases/{database_id}/{part}")
def database_part(request, database_id, part):
    request.store.one("databases", database_id)
    parts = request.store.get("database_parts", {}).get(database_id, {})
    value = parts.get(part)
    if part in DATABASE_PARTS:
        kind = DATABASE_KINDS.get(part)
        return {DATABASE_PARTS[part]: [request.seen(kind, thing) for thing in value or []]}
    if value is None:
        raise not_found()
    return value


# Kubernetes and registry

@route("/v2/kubernetes/clusters/{cluster_id}")
def cluster(request, cluster_id):
    return {"kubernetes_cluster": request.seen("cluster", request.store.one("kubernetes_clusters", cluster_id))}


@route("/v2/kubernetes/clusters/{cluster_id}/node_pools")
def node_pools(request, cluster_id):
    return {"node_pools": request.store.one("kubernetes_clusters", cluster_id)["node_pools"]}


@route("/v2/kubernetes/clusters/{cluster_id}/upgrades")
def upgrades(request, cluster_id):
    request.store.one("kubernetes_clusters", cluster_id)
    return {"available_upgrade_versions": request.store.get("kubernetes_upgrades", {}).get(cluster_id, [])}


@route("/v2/kubernetes/clusters/{cluster_id}/clusterlint")
def clusterlint(request, cluster_id):
    request.store.one("kubernetes_clusters", cluster_id)
    run = request.store.get("clusterlint", {}).get(cluster_id)
    if run is None:
        raise not_found()
    return run


@route("/v2/kubernetes/clusters/{cluster_id}/status_messages")
def status_messages(request, cluster_id):
    request.store.one("kubernetes_clusters", cluster_id)
    return {"messages": request.store.get("status_messages", {}).get(cluster_id, [])}


@route("/v2/registry")
def registry(request):
    found = request.store.get("registry", {})
    if not found:
        raise not_found()
    return {"registry": found}


@route("/v2/registry/subscription")
def registry_subscription(request):
    found = request.store.get("registry", {})
    if not found:
        raise not_found()
    return {"subscription": found["subscription"]}


@route("/v2/registry/{registry_name}/garbage-collections")
def garbage_collections(request, registry_name):
    found = request.store.get("registry", {})
    if not found or found["name"] != registry_name:
        raise not_found()
    return request.listing("garbage_collections", request.store.get("garbage_collections"))


# Apps and functions

def seen_app(request, app, with_project):
    app = request.seen("app", app)
    if not with_project:
        app = {key: value for key, value in app.items() if key != "project_id"}
    return app


@route("/v2/apps")
def apps(request):
    with_project = request.query.get("with_projects") == "true"
    return paging.listing(request.path, request.query, "apps", request.store.get("apps"),
                          lambda app: seen_app(request, app, with_project))


@route("/v2/apps/{app_id}")
def app(request, app_id):
    return {"app": seen_app(request, request.store.one("apps", app_id), True)}


@route("/v2/apps/{app_id}/deployments")
def deployments(request, app_id):
    request.store.one("apps", app_id)
    return request.listing("deployments", request.store.get("app_deployments", {}).get(app_id, []))


@route("/v2/apps/{app_id}/alerts")
def app_alerts(request, app_id):
    request.store.one("apps", app_id)
    return {"alerts": request.store.get("app_alerts", {}).get(app_id, [])}


@route("/v2/apps/{app_id}/health")
def app_health(request, app_id):
    request.store.one("apps", app_id)
    return {"app_health": {"components": request.store.get("app_health", {}).get(app_id, [])}}


@route("/v2/apps/{app_id}/instances")
def app_instances(request, app_id):
    request.store.one("apps", app_id)
    return {"instances": request.store.get("app_instances", {}).get(app_id, [])}


@route("/v2/functions/namespaces/{namespace}/triggers")
def triggers(request, namespace):
    request.store.one("function_namespaces", namespace, "namespace")
    return {"triggers": request.store.get("function_triggers", {}).get(namespace, [])}


# Uptime and metrics

@route("/v2/uptime/checks/{check_id}/state")
def uptime_state(request, check_id):
    request.store.one("uptime_checks", check_id)
    return {"state": request.store.get("uptime_states", {}).get(check_id, {"regions": {}})}


@route("/v2/uptime/checks/{check_id}/alerts")
def uptime_alerts(request, check_id):
    request.store.one("uptime_checks", check_id)
    return request.listing("alerts", request.store.get("uptime_alerts", {}).get(check_id, []))


@route("/v2/monitoring/metrics/{kind}/{name}")
def metric(request, kind, name):
    return metrics.answer(request.store.get("metrics", {}), kind, name, request.query, request.store.account["now"])


@route("/v2/monitoring/metrics/database/mysql/{name}")
def mysql_metric(request, name):
    return metric(request, "database/mysql", name)


# Billing

@route("/v2/customers/my/billing_history")
def billing_history(request):
    return request.listing("billing_history", request.store.get("billing_history"))


@route("/v2/customers/my/invoices")
def invoices(request):
    page = request.listing("invoices", request.store.get("invoices"))
    page["invoice_preview"] = request.store.get("invoice_preview", {})
    return page


@route("/v2/customers/my/invoices/{invoice_uuid}")
def invoice(request, invoice_uuid):
    items = request.store.get("invoice_items", {})
    preview = request.store.get("invoice_preview", {}).get("invoice_uuid")
    if invoice_uuid == "preview":
        invoice_uuid = preview
    if invoice_uuid not in items:
        raise not_found()
    return request.listing("invoice_items", items[invoice_uuid])


@route("/v2/customers/my/invoices/{invoice_uuid}/summary")
def invoice_summary(request, invoice_uuid):
    found = request.store.one("invoices", invoice_uuid, "invoice_uuid")
    return {"invoice_uuid": invoice_uuid, "invoice_id": found["invoice_id"],
            "billing_period": found["invoice_period"], "amount": found["amount"], "user_name": "Sammy Shark",
            "product_charges": {"name": "Product usage charges", "amount": found["amount"], "items": []}}


@route("/v2/billing/{account_urn}/insights/{start_date}/{end_date}")
def insights(request, account_urn, start_date, end_date):
    for date in (start_date, end_date):
        if not re.match(r"^\d{4}-\d{2}-\d{2}$", date):
            raise bad_request("dates are written YYYY-MM-DD")
    items = [point for point in request.store.get("insights") if start_date <= point["start_date"] <= end_date]
    return paging.insights_listing(request.query, items)


# Security scans

@route("/v2/security/scans/latest")
def latest_scan(request):
    scans = request.store.get("scans")
    if not scans:
        raise not_found()
    return {"scan": with_findings(request, scans[0])}


@route("/v2/security/scans/{scan_id}")
def one_scan(request, scan_id):
    return {"scan": with_findings(request, request.store.one("scans", scan_id))}


def with_findings(request, scan):
    """The scan with one page of its findings; links and meta are not part of this answer."""
    findings = scan["findings"]
    severity = request.query.get("severity")
    if severity is not None:
        if severity.upper() not in ("LOW", "MEDIUM", "HIGH", "CRITICAL"):
            raise bad_request("unknown severity")
        findings = [finding for finding in findings if finding["severity"] == severity.upper()]
    part, page, last = paging.cut(findings, request.query)
    return {**scan, "findings": part}


@route("/v2/security/scans/{scan_id}/findings/{finding_uuid}/affected_resources")
def affected_resources(request, scan_id, finding_uuid):
    request.store.one("scans", scan_id)
    items = request.store.get("scan_affected", {}).get(finding_uuid)
    if items is None:
        raise not_found()
    return request.listing("affected_resources", items)


@route("/v2/security/settings")
def security_settings(request):
    items = request.store.get("suppressions")
    part, page, last = paging.cut(items, request.query)
    pages = paging.links("/v2/security/settings/suppressions", request.query, page, last)
    suppressions = {"resources": part, "meta": {"page": page, "pages": last, "total": len(items)}, "links": pages}
    return {"settings": {"suppressions": suppressions}, "tier_coverage": {}, "plan_downgrades": {}}


# Gen-AI

@route("/v2/gen-ai/agents/{agent_id}")
def agent(request, agent_id):
    found = request.store.one("agents", agent_id, "uuid")
    return {"agent": {**found, **request.store.get("agent_details", {}).get(agent_id, {})}}


@route("/v2/gen-ai/agents/{agent_id}/usage")
def agent_usage(request, agent_id):
    request.store.one("agents", agent_id, "uuid")
    usage = {"measurements": [{"tokens": 12345, "usage_type": "input"}], "resource_uuid": agent_id}
    return {"usage": usage, "log_insights_usage": usage}


@route("/v2/gen-ai/agents/{agent_id}/versions")
def agent_versions(request, agent_id):
    request.store.one("agents", agent_id, "uuid")
    return paging.genai_listing(request.path, request.query, "agent_versions", [])


@route("/v2/gen-ai/agents/{agent_id}/api_keys")
def agent_keys(request, agent_id):
    request.store.one("agents", agent_id, "uuid")
    return paging.genai_listing(request.path, request.query, "api_key_infos", [])


@route("/v2/gen-ai/agents/{agent_id}/child_agents")
def child_agents(request, agent_id):
    request.store.one("agents", agent_id, "uuid")
    return {"children": []}


@route("/v2/gen-ai/knowledge_bases/{base_id}")
def knowledge_base(request, base_id):
    return {"knowledge_base": request.store.one("knowledge_bases", base_id, "uuid"), "database_status": "ONLINE"}


@route("/v2/gen-ai/knowledge_bases/{base_id}/data_sources")
def data_sources(request, base_id):
    request.store.one("knowledge_bases", base_id, "uuid")
    return paging.genai_listing(request.path, request.query, "knowledge_base_data_sources", [])
