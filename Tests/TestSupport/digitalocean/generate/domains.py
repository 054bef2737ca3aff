"""Domains with their records."""


class Zone:
    def __init__(self, b, name, project, parked):
        self.b = b
        self.name = name
        self.project = project
        self.environment = project.environment
        self.parked = parked
        self.urn = "do:domain:" + name
        self.records = b.put("domain_records", name, [])

    def record(self, kind, name, data, ttl=1800, **more):
        made = {"id": self.b.number(), "type": kind, "name": name, "data": data, "priority": None, "port": None,
                "ttl": ttl, "weight": None, "flags": None, "tag": None}
        made.update(more)
        self.records.append(made)
        return made

    def find(self, rule, sub_key=None):
        self.b.find(rule, self.urn, sub_key, self.environment)


def build(b, count):
    for number in range(count):
        zone(b, number)


def zone(b, number):
    project = b.project()
    name = f"{b.pick(['shop', 'mail', 'blog', 'xn--mnchen-3ya'])}-{b.hex(4)}{number}.example.com"
    parked = b.near(0.15)
    made = Zone(b, name, project, parked)
    b.zones.append(made)
    b.add("domains", {"name": name, "ttl": 1800, "zone_file": f"$ORIGIN {name}.\n$TTL 1800\n"})
    b.assign(project, made.urn)
    for server in (1, 2, 3):
        made.record("NS", "@", f"ns{server}.digitalocean.com", b.pick([1800, 172800]))
    made.record("SOA", "@", "1800", 1800)
    if parked:
        return
    addresses(made)
    aliases(made)
    authority(made)
    mail(made)


def addresses(made):
    b = made.b
    made.record("A", "@", f"203.0.113.{b.rng.randrange(1, 250)}", b.pick([300, 3600, 86400]))
    if b.near(0.4):
        made.record("AAAA", "@", b.address6())
    if b.defect(0.3):
        kind, data = b.pick([("A", "203.0.113.9"), ("AAAA", "2001:db8::9"), ("CNAME", "target.example.net.")])
        slow = made.record(kind, "slow", data, b.pick([86401, 172800, 604800]))
        made.find("REL-022", str(slow["id"]))
    if b.near(0.3):
        text = b.pick(["<b>hello</b>", "it's; \"quoted\" $(id)", "v=spf10 is another thing"])
        made.record("TXT", "note", text, 604800)


def aliases(made):
    """SEC-024: names that lead to an app or a bucket which is gone."""
    b = made.b
    dot = b.pick(["", "."])
    made.record("CNAME", "www", b.pick(["@", "cdn.example.net" + dot]))
    apps = b.account.get("apps", [])
    if apps and b.near(0.4):
        made.record("CNAME", "app", b.pick(apps)["default_ingress"].removeprefix("https://") + dot)
    if b.buckets and b.near(0.4):
        name, region = b.pick(b.buckets)
        made.record("CNAME", "files", f"{name}.{region}.{b.pick(['', 'cdn.'])}digitaloceanspaces.com{dot}")
    if b.defect(0.3):
        gone = b.pick([f"gone-{b.hex(5)}.ondigitalocean.app", f"gone-{b.hex(6)}.nyc3.digitaloceanspaces.com",
                       f"gone-{b.hex(6)}.ams3.cdn.digitaloceanspaces.com"])
        record = made.record("CNAME", "old", gone + dot)
        made.find("SEC-024", str(record["id"]))


def authority(made):
    """SEC-021."""
    b = made.b
    if b.defect(0.3):
        if b.near(0.3):
            made.record("CAA", "sub", "letsencrypt.org.", flags=0, tag="issue")
        made.find("SEC-021")
    else:
        made.record("CAA", "@", "letsencrypt.org.", flags=0, tag="issue")


def mail(made):
    """SEC-022 and SEC-023."""
    b = made.b
    with_mx = b.near(0.5)
    if with_mx:
        made.record("MX", "@", "mail.example.net.", priority=10)
    loose = b.defect(0.2)
    if loose:
        text = b.pick(["v=spf1 mx +all", "v=spf1 include:_spf.example.net ?all", "v=spf1 all"])
        record = made.record("TXT", "@", text)
        made.find("SEC-023", str(record["id"]))
    elif with_mx and b.defect(0.3):
        made.find("SEC-022", "spf")
    elif with_mx or b.near(0.3):
        made.record("TXT", "@", b.pick(["v=spf1 mx -all", "v=spf1 include:_spf.example.net ~all", "v=spf1 -all"]))
    if with_mx and b.defect(0.3):
        made.find("SEC-022", "dmarc")
        if b.near(0.3):
            made.record("TXT", "dmarc", "v=DMARC1; p=none")     # the name lacks its underscore
    elif with_mx:
        made.record("TXT", "_dmarc", "v=DMARC1; p=reject; rua=mailto:postmaster@example.net")


def name_for(b, address):
    """A name with an A record for the address, or None without a domain that has records."""
    zones = [zone for zone in b.zones if not zone.parked]
    if not zones:
        return None
    chosen = b.pick(zones)
    label = "lb-" + b.hex(5)
    chosen.record("A", label, address)
    return f"{label}.{chosen.name}"
