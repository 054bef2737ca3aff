"""Security scans of DigitalOcean itself (SEC-030). They name things that carry none of our own findings."""

RULES = ["Password Authentication Enabled", "Console Access Without Two-Factor", "Unused SSH Key on Droplet"]


def build(b):
    b.account["suppressions"] = []
    b.account["scans"] = []
    kind = b.rng.randrange(5)
    if kind == 0:
        b.add("scans", scan(b, b.pick(["CSPM_NOT_ENABLED", "SCAN_NOT_RUN"])))
        return
    clean = [machine for machine in b.droplets if machine.pristine]
    if kind == 1:
        # Still running: its findings are not complete.
        running = scan(b, "IN_PROGRESS")
        b.add("scans", running)
        if clean:
            finding(b, running, RULES[0], clean[:1])
        return
    complete = scan(b, "COMPLETED")
    b.add("scans", complete)
    if not b.defect():
        return
    for name in b.rng.sample(RULES, b.rng.randrange(1, 3)):
        made = finding(b, complete, name, clean)
        for machine in clean:
            if b.near(0.2):
                suppress(b, made, machine)
            else:
                b.find("SEC-030", machine.urn, made["rule_uuid"], machine.environment)


def scan(b, status):
    return {"id": b.uuid(), "status": status, "created_at": b.days_ago(1), "findings": []}


def finding(b, scan_made, name, machines):
    made = {"rule_uuid": b.uuid(), "name": name, "details": "Details with <b>markup</b> & 'quotes'.",
            "found_at": b.days_ago(1), "severity": b.pick(["LOW", "MEDIUM", "HIGH", "CRITICAL"]),
            "business_impact": "Somebody may get in.", "technical_details": "See sshd_config.",
            "mitigation_steps": [{"step": 1, "title": "Turn it off", "description": "Turn it off."}],
            "affected_resources_count": len(machines)}
    scan_made["findings"].append(made)
    b.put("scan_affected", made["rule_uuid"], [{"urn": machine.urn, "name": machine.thing["name"], "type": "Droplet"}
                                               for machine in machines])
    return made


def suppress(b, made, machine):
    b.account["suppressions"].append({"id": b.uuid(), "rule_uuid": made["rule_uuid"], "rule_name": made["name"],
                                      "resource_id": str(machine.id), "resource_type": "Droplet"})
