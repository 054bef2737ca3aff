"""Which scope an endpoint needs, and which fields come back empty without a second scope."""

import json
import os
import re

# Scopes that the description lists beside the one that matters.
NOT_NEEDED = {"api:read", "api:write", "function:admin"}
# A token with everything also sees the credentials of databases.
VIEW_CREDENTIALS = "database:view_credentials"

READ_SCOPES = (
    "account:read actions:read api:read app:read billing:read block_storage:read block_storage_snapshot:read "
    "cdn:read certificate:read database:read domain:read droplet:read firewall:read function:read genai:read "
    "image:read kubernetes:read load_balancer:read monitoring:read nat_gateway:read organization:read project:read "
    "regions:read registry:read reserved_ip:read security:read sizes:read snapshot:read spaces_key:read ssh_key:read "
    "tag:read uptime:read vpc:read"
).split()


def all_scopes():
    return frozenset(READ_SCOPES) | {VIEW_CREDENTIALS}


def template_pattern(template):
    return re.compile("^" + re.sub(r"\{[^}]+\}", "[^/]+", template) + "$")


class Operations:
    """The operations of the description with the scopes that they need."""

    def __init__(self, file_name=None):
        file_name = file_name or os.path.join(os.path.dirname(os.path.abspath(__file__)), "openapi.json")
        with open(file_name, encoding="utf-8") as file:
            self.description = json.load(file)
        self.exact = {}
        self.patterns = []
        for template, operations in self.description["paths"].items():
            methods = {}
            for method, operation in operations.items():
                if method in ("get", "post", "put", "delete", "patch"):
                    methods[method.upper()] = needed_scopes(operation)
            if "{" in template:
                self.patterns.append((template_pattern(template), template, methods))
            else:
                self.exact[template] = (template, methods)
        # Paths that rules read but the subset leaves out.
        self.patterns.append((template_pattern("/v2/droplets/{droplet_id}/actions"),
                              "/v2/droplets/{droplet_id}/actions", {"GET": ["droplet:read"]}))

    def find(self, path, method):
        """(template, scopes) of an operation, or None. More than one template may match: the method decides."""
        if path in self.exact:
            template, methods = self.exact[path]
            return (template, methods[method]) if method in methods else None
        for pattern, template, methods in self.patterns:
            if method in methods and pattern.match(path):
                return template, methods[method]
        return None


def needed_scopes(operation):
    needed = []
    for requirement in operation.get("security", []):
        for scopes in requirement.values():
            needed.extend(scope for scope in scopes if scope not in NOT_NEEDED)
    return needed


# kind -> list of (scope, field, the value without the scope)
HIDDEN_FIELDS = {
    "droplet": [
        ("image:read", "backup_ids", []), ("image:read", "snapshot_ids", []), ("image:read", "image", {}),
        ("block_storage:read", "volume_ids", []), ("tag:read", "tags", []), ("vpc:read", "vpc_uuid", ""),
    ],
    "reserved_ip": [("droplet:read", "droplet", None), ("project:read", "project_id", "")],
    "reserved_ipv6": [("droplet:read", "droplet", None)],
    "volume": [("tag:read", "tags", [])],
    "snapshot": [("tag:read", "tags", [])],
    "image": [("tag:read", "tags", [])],
    "firewall": [("droplet:read", "droplet_ids", []), ("tag:read", "tags", [])],
    "load_balancer": [("tag:read", "tag", ""), ("vpc:read", "vpc_uuid", "")],
    "database": [
        ("tag:read", "tags", []), ("vpc:read", "private_network_uuid", ""), ("project:read", "project_id", ""),
    ],
    "replica": [("tag:read", "tags", []), ("vpc:read", "private_network_uuid", "")],
    "cluster": [("tag:read", "tags", []), ("vpc:read", "vpc_uuid", "")],
    "app": [("project:read", "project_id", "")],
    "account": [("droplet:read", "droplet_limit", 0), ("reserved_ip:read", "floating_ip_limit", 0)],
}
CREDENTIALS = ("password", "uri", "user", "access_key", "access_cert")
CONNECTIONS = ("connection", "private_connection", "standby_connection", "standby_private_connection",
               "ui_connection", "schema_registry_connection")


def seen(kind, thing, scopes):
    """The object as a token with these scopes sees it. The stored object is never changed."""
    changes = {field: empty for scope, field, empty in HIDDEN_FIELDS.get(kind, ())
               if scope not in scopes and field in thing}
    if kind in ("reserved_ip", "reserved_ipv6") and thing.get("droplet") and "droplet" not in changes:
        changes["droplet"] = seen("droplet", thing["droplet"], scopes)
    if kind == "autoscale_pool":
        changes["droplet_template"] = seen_template(thing["droplet_template"], scopes)
    if kind in ("database", "replica", "pool", "user") and VIEW_CREDENTIALS not in scopes:
        changes.update(without_credentials(kind, thing))
    return {**thing, **changes} if changes else thing


def seen_template(template, scopes):
    changes = {}
    for scope, field, empty in (("tag:read", "tags", []), ("ssh_key:read", "ssh_keys", []),
                                ("project:read", "project_id", "")):
        if scope not in scopes and field in template:
            changes[field] = empty
    return {**template, **changes}


def blank(thing):
    return {key: "" if key in CREDENTIALS else value for key, value in thing.items()}


def without_credentials(kind, thing):
    if kind == "user":
        return {key: "" for key in ("password", "access_key", "access_cert") if key in thing}
    changes = {name: blank(thing[name]) for name in CONNECTIONS if thing.get(name)}
    if thing.get("users"):
        changes["users"] = [seen("user", user, frozenset()) for user in thing["users"]]
    return changes
