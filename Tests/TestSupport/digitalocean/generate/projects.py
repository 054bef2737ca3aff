"""Projects, and at the end the resources that the other parts have put into them."""

from generate.base import NASTY_NAMES, Project

ENVIRONMENTS = ["Production", "Development", "Staging", None]


def build(b):
    """The projects come first: a resource gets its project when it is made."""
    default = Project(b.uuid(), "first-project", b.pick(["Staging", "Production", "Development"]), True)
    b.projects = [default]
    if not b.near(0.12):
        chosen = ENVIRONMENTS[:3] + [b.pick(ENVIRONMENTS[:3]) for _ in range(b.rng.randrange(0, 2))]
        if b.defect():
            chosen.append(None)
        for environment in chosen:
            name = b.name() if b.near() else b.slug()
            b.projects.append(Project(b.uuid(), name[:175], environment, False))
    others = b.projects[1:]
    b.default_used = bool(others) and b.defect()
    b.usable_projects = (b.projects if b.default_used else others) or [default]
    b.settled = [project for project in b.usable_projects if project.environment] or b.usable_projects


def finish(b):
    for project in b.projects:
        thing = {"id": project.id, "owner_uuid": b.account["account"]["uuid"], "owner_id": 258992,
                 "name": project.name, "description": b.pick(NASTY_NAMES), "purpose": "Service or API",
                 "created_at": b.old(), "updated_at": b.old(), "is_default": project.is_default}
        if project.environment:
            thing["environment"] = project.environment
        else:
            b.find("OPS-007", "do:project:" + project.id)
        b.add("projects", thing)
        assigned = b.days_ago(50)
        b.put("project_resources", project.id,
              [{"urn": urn, "assigned_at": assigned, "status": "ok",
                "links": {"self": "https://api.digitalocean.com/v2/" + self_path(urn)}} for urn in project.resources])
    default = b.projects[0]
    if len(b.projects) > 1 and default.resources:
        b.find("OPS-006", "do:project:" + default.id, environment="Staging")


def self_path(urn):
    kind, key = urn.split(":", 2)[1:]
    return {"droplet": "droplets/", "dbaas": "databases/", "floatingip": "floating_ips/", "volume": "volumes/",
            "loadbalancer": "load_balancers/", "kubernetes": "kubernetes/clusters/", "domain": "domains/",
            "space": "spaces/"}[kind] + key
