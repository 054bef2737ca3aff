"""Alert policies for Droplets (OPS-002)."""


def build(b):
    """One of four ways: a policy for all, policies by id and by tag, no policy at all, or only disabled ones."""
    machines = [machine for machine in b.droplets if not machine.owned]
    policies = [other(b)] if b.near(0.5) else []
    if not machines or b.near(0.3):
        policies.append(policy(b))
    elif b.defect(0.3):
        if b.near(0.5):
            policies.append(policy(b, enabled=False))
        b.find("OPS-002", b.account_urn)
    else:
        policies.extend(single(b, machines))
    b.rng.shuffle(policies)
    b.account["alert_policies"] = policies


def single(b, machines):
    by_tag, by_id = [], []
    tag = "alerted-" + b.hex(4)
    for machine in machines:
        if not machine.alerted:
            b.find("OPS-002", machine.urn, environment=machine.environment)
        elif machine.untagged or b.near(0.4):
            by_id.append(str(machine.id))
        else:
            machine.thing["tags"] = machine.thing["tags"] + [tag]
            by_tag.append(machine)
    policies = [policy(b, entities=by_id[start:start + 50]) for start in range(0, len(by_id), 50)]
    if by_tag:
        policies.append(policy(b, tags=[tag]))
    if not policies:
        # All Droplets are left out: a policy that watches a Droplet of the past keeps this from being "no policy".
        policies.append(policy(b, entities=[str(b.number())]))
    left_out = [str(machine.id) for machine in machines if not machine.alerted]
    if left_out and b.near(0.4):
        policies.append(policy(b, entities=left_out[:3], enabled=False))
    return policies


def policy(b, entities=(), tags=(), enabled=True, kind="v1/insights/droplet/cpu"):
    return {"alerts": {"email": ["ops@example.com"], "slack": []}, "compare": "GreaterThan", "description": b.name(),
            "enabled": enabled, "entities": list(entities), "tags": list(tags), "type": kind, "uuid": b.uuid(),
            "value": 80, "window": "10m"}


def other(b):
    """A policy for all load balancers or databases says nothing about Droplets."""
    kind = b.pick(["v1/insights/lbaas/avg_cpu_utilization_percent", "v1/dbaas/alerts/cpu_alerts"])
    return policy(b, kind=kind)
