"""Own images (COST-013)."""


def build(b, count):
    b.template_images = []
    # Not for Droplets that need another image for a finding.
    users = [machine for machine in b.droplets
             if not machine.owned and not machine.pristine and machine.thing["image"]["slug"] == "ubuntu-24-04-x64"]
    for _ in range(count):
        image(b, users)


def bare(b, days, kind="custom"):
    return b.add("images", {
        "id": b.number(), "name": b.name(), "distribution": "Unknown", "slug": None, "public": False,
        "regions": ["nyc3"], "created_at": b.days_ago(days), "type": kind, "min_disk_size": 20,
        "size_gigabytes": float(b.rng.randrange(1, 30)), "description": "", "tags": [], "status": "available",
        "error_message": "",
    })


def image(b, users):
    if b.defect(1.5):
        made = bare(b, b.pick([91, 200, 900]))
        b.find("COST-013", f"do:image:{made['id']}", saving=made["size_gigabytes"] * 0.06)
        return
    kind = b.rng.randrange(5)
    if kind == 0:
        bare(b, b.pick([3, 89]))
    elif kind == 1 and users:
        users.pop(b.rng.randrange(len(users))).thing["image"] = bare(b, 400)
    elif kind == 2:
        # Young, until a pool takes it as the image of its template.
        b.template_images.append(bare(b, 10))
    elif kind == 3:
        bare(b, 400)["status"] = b.pick(["NEW", "pending", "retired"])
    else:
        bare(b, 400, "snapshot")
