"""The container registry (COST-017). Many accounts have none."""

GIB = 2 ** 30


def build(b):
    b.account["registries"] = []
    if b.near(0.4):
        return
    included = b.pick([5, 100]) * GIB
    used = included // 2
    name = "registry-" + b.hex(4)
    if b.defect():
        extra = b.pick([1, 10, 250])
        used = included + extra * GIB
        b.find("COST-017", "do:registry:" + name, saving=extra * 0.02)
    elif b.near():
        used = included            # exactly what is included
    tier = {"name": "Basic", "slug": "basic", "included_repositories": 5, "included_storage_bytes": included,
            "allow_storage_overage": True, "included_bandwidth_bytes": included, "monthly_price_in_cents": 500,
            "storage_overage_price_in_cents": 2}
    found = {"name": name, "created_at": b.old(), "region": "fra1", "storage_usage_bytes": used,
             "storage_usage_bytes_updated_at": b.days_ago(0.1),
             "subscription": {"tier": tier, "created_at": b.old(), "updated_at": b.old()}}
    b.account["registry"] = found
    b.account["registries"] = [found]
    b.account["garbage_collections"] = []
