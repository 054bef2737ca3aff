"""VPCs with their members, and NAT gateways."""


def build(b):
    """The default VPC of each region comes first: everything else is put into it."""
    b.default_vpcs = {}
    for number, region in enumerate(b.regions):
        vpc = bare(b, f"default-{region}", region, number, True)
        b.default_vpcs[region] = vpc["id"]


def bare(b, name, region, number, default):
    vpc_id = b.uuid()
    b.account.setdefault("vpc_members", {})[vpc_id] = []
    return b.add("vpcs", {"name": name, "description": b.slug(), "region": region,
                          "ip_range": f"10.{100 + number % 150}.0.0/20", "default": default, "id": vpc_id,
                          "urn": "do:vpc:" + vpc_id, "created_at": b.old()})


def member(b, vpc_id, urn, name, created_at):
    b.account["vpc_members"][vpc_id].append({"name": name, "urn": urn, "created_at": created_at})


def extra(b, vpcs, gateways):
    """OPS-014 and COST-024."""
    for number in range(vpcs):
        vpc = bare(b, b.slug(), b.pick(list(b.regions)), number, False)
        if b.defect():
            b.find("OPS-014", vpc["urn"])
        else:
            member(b, vpc["id"], f"do:loadbalancer:{b.uuid()}", b.name(), vpc["created_at"])
    for number in range(gateways):
        gateway(b, number)


def gateway(b, number):
    thing = {"id": b.uuid(), "name": b.slug(), "type": "PUBLIC", "state": "ACTIVE", "region": "nyc1", "size": 1,
             "vpcs": [], "egresses": {"public_gateways": [{"ipv4": b.address()}]}, "udp_timeout_seconds": 30,
             "icmp_timeout_seconds": 30, "tcp_timeout_seconds": 30, "created_at": b.old(), "updated_at": b.old()}
    b.add("nat_gateways", thing)
    lonely = b.defect(1.5)
    if lonely and b.near(0.4):
        pass                                    # not connected to any VPC
    else:
        # The gateway counts as use of its VPC, so that one is not an empty VPC.
        for part in range(b.rng.randrange(1, 3)):
            vpc = bare(b, b.slug(), "nyc1", 50 + number + part, False)
            thing["vpcs"].append({"vpc_uuid": vpc["id"], "gateway_ip": "10.118.0.35"})
            if not lonely and part == 0:
                member(b, vpc["id"], f"do:droplet:{b.number()}", b.name(), vpc["created_at"])
    monthly = None
    if b.near(0.6):
        monthly = 40.0
        b.invoice_item("VPC NAT Gateways", thing["id"], thing["id"], monthly, 365, None, thing["name"])
    if lonely and b.near(0.85):
        b.find("COST-024", "do:vpcnatgateway:" + thing["id"], saving=monthly)
    elif lonely:
        thing["state"] = b.pick(["PROVISIONING", "ERROR", "NEW"])
