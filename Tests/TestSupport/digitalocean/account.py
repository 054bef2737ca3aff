"""Accounts whose findings are known because they were built in.

    account.py SEED SIZE [NOW [KIND]] > file

With KIND, a name of SHARES, all resources that are counted are of that kind.
"""

import json
import sys
import time

from generate import (addresses, agents, alerts, apps, autoscale, billing, catalogue, certificates, clusters, databases,
                      domains, droplets, firewalls, images, load_balancers, neighbors, owner, projects, registry, scans,
                      snapshots, spaces, tags, uptime, volumes, vpcs)
from generate.base import Builder

# What share of the resources is of which kind.
SHARES = {"droplets": 0.245, "gpus": 0.02, "clusters": 0.035, "pools": 0.01, "volumes": 0.10, "orphans": 0.04,
          "images": 0.03, "firewalls": 0.05, "databases": 0.08, "vpcs": 0.02, "gateways": 0.02, "apps": 0.06,
          "functions": 0.02, "buckets": 0.03, "keys": 0.03, "domains": 0.06, "balancers": 0.06, "certificates": 0.02,
          "addresses": 0.04, "addresses6": 0.01, "checks": 0.02, "agents": 0.02}


def plan(b, only=None):
    """How many objects of each kind, about as many as `size` in total. With `only` as many of that kind alone."""
    kinds = list(SHARES)
    if only:
        return dict.fromkeys(kinds, 0) | {only: b.size}
    weights = [SHARES[kind] for kind in kinds]
    counts = dict.fromkeys(kinds, 0)
    for kind in b.rng.choices(kinds, weights, k=max(1, b.size)):
        counts[kind] += 1
    return counts


def generate(seed, size, now, later=False, only=None):
    """An account. With `later` the same one at a second look: some addresses that have a name are gone. With `only` it
    has one kind of resource, such as `droplets`, and what every account has."""
    b = Builder(seed, size, int(now))
    b.later = later
    counts = plan(b, only)
    prepare(b, counts)
    build_machines(b, counts)
    build_services(b, counts)
    build_network(b, counts)
    finish(b)
    b.account["expected"] = {"findings": b.findings, "saving": b.saving, "not_assessed": b.not_assessed}
    return b.account


def prepare(b, counts):
    b.vpc_member = lambda *values: vpcs.member(b, *values)
    b.dns_name = lambda address: domains.name_for(b, address)
    tagged = counts["droplets"] + counts["gpus"] + counts["volumes"] + counts["databases"] + counts["clusters"]
    b.tag_rule = tagged >= 5
    b.zones, b.buckets, b.balancer_groups, b.cluster_nodes = [], [], [], {}
    owner.build(b)
    catalogue.build(b)
    projects.build(b)
    vpcs.build(b)


def build_machines(b, counts):
    droplets.build(b, counts["droplets"], counts["gpus"])
    images.build(b, counts["images"])
    autoscale.build(b, counts["pools"])
    volumes.build(b, counts["volumes"])
    snapshots.orphans(b, counts["orphans"])
    firewalls.build(b, counts["firewalls"])


def build_services(b, counts):
    databases.build(b, counts["databases"])
    apps.build(b, counts["apps"])
    apps.functions(b, counts["functions"])
    spaces.build(b, counts["buckets"], counts["keys"])
    registry.build(b)
    agents.build(b, counts["agents"])


def build_network(b, counts):
    domains.build(b, counts["domains"])
    clusters.build(b, counts["clusters"])
    load_balancers.build(b, counts["balancers"])
    addresses.build(b, counts["addresses"], counts["addresses6"])
    certificates.unused(b, counts["certificates"])
    vpcs.extra(b, counts["vpcs"], counts["gateways"])
    uptime.build(b, counts["checks"])


def finish(b):
    alerts.build(b)
    neighbors.build(b)
    scans.build(b)
    billing.build(b)
    droplets.settle(b)
    droplets.finish(b)
    owner.finish(b)
    projects.finish(b)
    tags.finish(b)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    now = int(sys.argv[3]) if len(sys.argv) > 3 else int(time.time())
    only = sys.argv[4] if len(sys.argv) > 4 else None
    sys.stdout.write(json.dumps(generate(int(sys.argv[1]), int(sys.argv[2]), now, only=only), ensure_ascii=False))


if __name__ == "__main__":
    main()
