"""What all parts of the generator share: random numbers, ids, times, projects and the list of expected findings."""

import random
import time

from generate import severity as severities

HOUR = 3600
DAY = 86400

NASTY_NAMES = [
    "it's-here", 'say "hi"', "$(touch /tmp/owned)", "`id`", "a;b&&c|d", "line one\nline two", "tab\there",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&amp; &lt;b&gt;", "größe-münchen", "サーバー-一号",
    "سيرفر", "emoji-🚀", "--force", "-rf", "%s%n", "../../etc/passwd", "back\\slash", "| pipe | table |", "*stars* _u_",
    "[link](javascript:alert(1))", "nul\u2028sep", "{{template}}", "${HOME}",
]
PLAIN_NAMES = ["web", "api", "cache", "worker", "db", "queue", "mail", "shop", "blog", "build", "proxy", "search"]
TAGS = ["web", "api", "backend", "frontend", "team:blue", "team:red", "env_prod", "cost-centre-7", "legacy"]


class Project:
    def __init__(self, project_id, name, environment, is_default):
        self.id = project_id
        self.name = name
        self.environment = environment
        self.is_default = is_default
        self.resources = []


class Builder:
    """An account while it grows. Parts add objects, and write down what is expected of the defects they put in."""

    def __init__(self, seed, size, now):
        self.rng = random.Random(f"{seed}/{size}")
        self.seed = seed
        self.size = size
        self.now = now
        # Some accounts are clean, some are a mess.
        self.rate = self.rng.choice([0.0, 0.08, 0.2, 0.2, 0.4, 0.7])
        self.account = {"seed": seed, "size": size, "now": now}
        self.findings = []
        self.saving = {}
        self.not_assessed = []
        self.metrics = {"droplet": {}, "app": {}, "load_balancer": {}, "database": {}}
        self.account["metrics"] = self.metrics
        self.projects = []
        self.droplets = []
        self.counter = self.rng.randrange(100000000, 200000000)
        self.addresses = self.rng.randrange(0, 40000)
        self.preview_items = []

    # Chance

    def defect(self, share=1.0):
        """Whether a defect goes in here."""
        return self.rng.random() < self.rate * share

    def near(self, share=0.2):
        """Whether an innocent look-alike goes in here."""
        return self.rng.random() < share

    def pick(self, things):
        return self.rng.choice(things)

    def between(self, low, high):
        return self.rng.uniform(low, high)

    # Ids, names, times

    def number(self):
        self.counter += self.rng.randrange(1, 50)
        return self.counter

    def uuid(self):
        bits = self.rng.getrandbits(128)
        text = f"{bits:032x}"
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"

    def hex(self, digits):
        return f"{self.rng.getrandbits(digits * 4):0{digits}x}"

    def address(self):
        """A public IPv4 address that no other object has (198.18.0.0/15 is kept for tests)."""
        self.addresses += 1
        value = self.addresses
        return f"198.{18 + value // 65536}.{value // 256 % 256}.{value % 256}"

    def address6(self):
        self.addresses += 1
        return f"2001:db8:0:{self.addresses >> 16:x}::{self.addresses & 0xffff:x}"

    def slug(self):
        """A name that every kind of object may have."""
        return f"{self.pick(PLAIN_NAMES)}-{self.rng.randrange(10000):04d}"

    def name(self, nasty=0.15):
        return self.pick(NASTY_NAMES) + f"-{self.rng.randrange(100)}" if self.rng.random() < nasty else self.slug()

    def tags(self):
        return self.rng.sample(TAGS, self.rng.randrange(1, 3))

    def days_ago(self, days):
        return stamp(self.now - days * DAY)

    def old(self):
        """The creation of something that no age limit cares about."""
        return self.days_ago(self.between(60, 900))

    # Findings

    def find(self, rule, urn, sub_key=None, environment=None, severity=None, saving=None):
        rule = "DO-" + rule
        level = severities.moved(rule, severity or severities.RULES[rule], environment)
        self.findings.append({"rule": rule, "urn": urn, "sub_key": sub_key, "severity": level})
        if saving is not None:
            key = "|".join((rule, urn, sub_key or ""))
            self.saving[key] = round(saving, 2)

    def unassessed(self, urn, *rules):
        for rule in rules:
            self.not_assessed.append({"rule": "DO-" + rule, "urn": urn})

    # Projects

    def project(self):
        """The project of the next resource."""
        return self.pick(self.usable_projects)

    def assign(self, project, urn):
        project.resources.append(urn)

    # Lists

    def add(self, name, thing):
        self.account.setdefault(name, []).append(thing)
        return thing

    def put(self, name, key, thing):
        self.account.setdefault(name, {})[key] = thing
        return thing

    # Money

    def invoice_item(self, product, resource_id, resource_uuid, monthly, hours, project, description):
        """One line of the invoice preview: `monthly` is the price of a whole month of `month_hours`."""
        amount = monthly / 2
        self.preview_items.append({
            "product": product, "resource_uuid": resource_uuid, "resource_id": resource_id,
            "group_description": "", "description": description, "amount": f"{amount:.2f}",
            "duration": str(hours), "duration_unit": "Hours", "start_time": stamp(self.now - hours * HOUR),
            "end_time": stamp(self.now), "project_name": project.name if project else "",
        })


def stamp(moment):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))
