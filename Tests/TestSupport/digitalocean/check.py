"""Checks every answer of generated accounts against the published description.

    check.py [SEEDS [SIZE]]      needs the package jsonschema
"""

import json
import sys
import time

from jsonschema import Draft7Validator

import account as accounts
import errors
import routes
import scopes as scope_rules

# Paths that rules read though the description leaves them out: checked as the list that they are.
SAME_SHAPE = {"/v2/droplets/{droplet_id}/actions": "/v2/actions"}
PER_TEMPLATE = 12
DROPPED = ("example", "nullable", "exclusiveMinimum", "exclusiveMaximum", "readOnly")


def converted(schema):
    """OpenAPI 3.0 as JSON Schema: nullable becomes a list of types, examples and boolean limits go away."""
    if isinstance(schema, list):
        return [converted(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: converted(value) for key, value in schema.items()
              if not (key in DROPPED and not isinstance(value, dict))}
    if schema.get("nullable") is True:
        if isinstance(schema.get("type"), str):
            result["type"] = [schema["type"], "null"]
            if "enum" in schema:
                result["enum"] = list(schema["enum"]) + [None]
        else:
            result = {"anyOf": [result, {"type": "null"}]}
    return result


class Checker:
    def __init__(self):
        self.operations = scope_rules.Operations()
        self.description = converted(self.operations.description)
        self.validators = {}

    def validator(self, template):
        if template not in self.validators:
            operation = self.description["paths"][SAME_SHAPE.get(template, template)]["get"]
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            schema = {**schema, "components": self.description["components"]}
            self.validators[template] = Draft7Validator(schema)
        return self.validators[template]

    def get(self, account_store, path, query=None):
        request = routes.Request(account_store, path, query or {}, scope_rules.all_scopes())
        return json.loads(json.dumps(routes.answer(request)))

    def check(self, store, path, query=None):
        """The mistakes of one answer, as texts."""
        template = self.operations.find(path, "GET")[0]
        try:
            value = self.get(store, path, query)
        except errors.ApiError as problem:
            return [] if problem.status == 404 else [f"{path}: {problem}"]
        return [f"{path}: {'/'.join(map(str, mistake.absolute_path))}: {mistake.message[:300]}"
                for mistake in self.validator(template).iter_errors(value)]


def targets(account):
    """Every path that the account has an answer for; for big accounts only the first objects of a kind."""
    for template in scope_rules.Operations().exact:
        yield template, {"per_page": "200"}
    yield "/v2/droplets", {"type": "gpus"}
    yield "/v2/images", {"private": "true"}
    yield "/v2/apps", {"with_projects": "true"}
    yield from parts(account, "droplets", "id", "/v2/droplets/{}",
                     ["", "/backups", "/backups/policy", "/snapshots", "/firewalls", "/neighbors", "/actions"])
    yield from parts(account, "volumes", "id", "/v2/volumes/{}", ["/snapshots"])
    yield from parts(account, "vpcs", "id", "/v2/vpcs/{}", ["/members"])
    yield from parts(account, "domains", "name", "/v2/domains/{}", ["/records"])
    yield from parts(account, "projects", "id", "/v2/projects/{}", ["/resources"])
    yield from parts(account, "databases", "id", "/v2/databases/{}",
                     ["", "/firewall", "/backups", "/replicas", "/pools", "/users", "/eviction_policy", "/config",
                      "/autoscale", "/events", "/logsink"])
    yield from parts(account, "kubernetes_clusters", "id", "/v2/kubernetes/clusters/{}",
                     ["", "/node_pools", "/upgrades", "/clusterlint", "/status_messages"])
    yield from parts(account, "apps", "id", "/v2/apps/{}", ["", "/deployments", "/alerts", "/health", "/instances"])
    yield from parts(account, "function_namespaces", "namespace", "/v2/functions/namespaces/{}", ["/triggers"])
    yield from parts(account, "uptime_checks", "id", "/v2/uptime/checks/{}", ["/state", "/alerts"])
    yield from parts(account, "invoices", "invoice_uuid", "/v2/customers/my/invoices/{}", ["", "/summary"])
    yield "/v2/customers/my/invoices/preview", {}
    yield "/v2/billing/do:team:x/insights/2020-01-01/2099-01-01", {}
    yield from parts(account, "scans", "id", "/v2/security/scans/{}", [""])
    for scan in account.get("scans", [])[:1]:
        for finding in scan["findings"]:
            yield f"/v2/security/scans/{scan['id']}/findings/{finding['rule_uuid']}/affected_resources", {}
    yield from parts(account, "agents", "uuid", "/v2/gen-ai/agents/{}",
                     ["", "/usage", "/versions", "/api_keys", "/child_agents"])
    yield from parts(account, "knowledge_bases", "uuid", "/v2/gen-ai/knowledge_bases/{}", ["", "/data_sources"])
    if account.get("registry"):
        yield f"/v2/registry/{account['registry']['name']}/garbage-collections", {}
    yield from metric_targets(account)


def parts(account, name, field, path, ends):
    for thing in account.get(name, [])[:PER_TEMPLATE]:
        for end in ends:
            yield path.format(thing[field]) + end, {}


def metric_targets(account):
    window = {"start": str(account["now"] - 2 * 3600), "end": str(account["now"])}
    start = "/v2/monitoring/metrics/"
    for host in list(account["metrics"]["droplet"])[:3]:
        for name in ("cpu", "memory_available", "memory_total", "memory_free", "memory_cached", "load_1", "load_5",
                     "load_15", "filesystem_free", "filesystem_size"):
            yield start + "droplet/" + name, {"host_id": host, **window}
        yield start + "droplet/bandwidth", {"host_id": host, "interface": "public", "direction": "outbound", **window}
    for app in list(account["metrics"]["app"])[:2]:
        for name in ("cpu_percentage", "memory_percentage", "restart_count"):
            yield start + "apps/" + name, {"app_id": app, **window}
    for balancer in list(account["metrics"]["load_balancer"])[:2]:
        for name in ("frontend_connections_current", "frontend_connections_limit", "frontend_cpu_utilization",
                     "frontend_http_requests_per_second", "frontend_http_responses", "droplets_http_response_time_95p",
                     "droplets_health_checks", "droplets_downtime"):
            yield start + "load_balancer/" + name, {"lb_id": balancer, **window}
    for database in list(account["metrics"]["database"])[:2]:
        for name in ("cpu_usage", "memory_usage", "disk_usage", "threads_connected"):
            yield start + "database/mysql/" + name, {"db_id": database, "aggregate": "avg", **window}


def duplicates(account):
    """Findings that are written down twice."""
    seen, twice = set(), []
    for finding in account["expected"]["findings"]:
        key = (finding["rule"], finding["urn"], finding["sub_key"])
        if key in seen:
            twice.append("twice: " + " ".join(map(str, key)))
        seen.add(key)
    return twice


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    checker = Checker()
    answers, templates, mistakes = 0, set(), []
    for seed in range(seeds):
        account = accounts.generate(seed, size, int(time.time()))
        store = routes.Store(account)
        mistakes.extend(f"seed {seed}: {text}" for text in duplicates(account))
        for path, query in targets(account):
            found = checker.operations.find(path, "GET")
            if found is None or "metrics/" in path and "start" not in query:
                continue
            templates.add(found[0])
            answers += 1
            mistakes.extend(f"seed {seed}: {text}" for text in checker.check(store, path, query))
    for text in mistakes[:40]:
        print(text)
    print(f"{answers} answers of {len(templates)} operations, {len(mistakes)} mistakes")
    sys.exit(1 if mistakes else 0)


if __name__ == "__main__":
    main()
