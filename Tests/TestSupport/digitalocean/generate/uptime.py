"""Uptime checks with their state and alerts (REL-021, OPS-004)."""

REGIONS = ["us_east", "eu_west", "se_asia"]


def build(b, count):
    """Checks of things that are not in the account."""
    for _ in range(count):
        made = check(b, f"https://{b.slug()}.example.net/", "https")
        regions = b.account["uptime_states"][made["id"]]["regions"].values()
        # What a check that is disabled found last says nothing.
        is_up = all(region["status"] == "UP" for region in regions)
        if is_up and b.defect(0.3) and b.account["uptime_alerts"][made["id"]]:
            made["enabled"] = False
            b.find("OPS-004", urn_of(made))


def urn_of(made):
    return "do:uptimecheck:" + made["id"]


def check(b, target, kind):
    made = b.add("uptime_checks", {"id": b.uuid(), "name": b.name(), "type": kind, "target": target,
                                   "regions": list(REGIONS), "enabled": True})
    state(b, made)
    alerts = [{"id": b.uuid(), "name": b.name(), "type": "down_global", "threshold": 1, "comparison": "less_than",
               "notifications": {"email": ["ops@example.com"], "slack": []}, "period": "2m"}]
    if b.defect(0.2):
        alerts = []
        b.find("OPS-004", urn_of(made))
    b.put("uptime_alerts", made["id"], alerts)
    return made


def state(b, made):
    down = 0
    if b.defect(0.2):
        down = b.pick([1, 2, 3])
        b.find("REL-021", urn_of(made), severity="medium" if down == 1 else "high")
    places = b.rng.sample(REGIONS, len(REGIONS))
    regions = {}
    for number, place in enumerate(places):
        status = "DOWN" if number < down else "CHECKING" if not down and b.near(0.03) else "UP"
        regions[place] = {"status": status, "status_changed_at": b.days_ago(2), "thirty_day_uptime_percentage": 99.98}
    b.put("uptime_states", made["id"], {"regions": regions,
                                        "previous_outage": {"region": "us_east", "started_at": b.days_ago(9),
                                                            "ended_at": b.days_ago(8.9), "duration_seconds": 8640}})
