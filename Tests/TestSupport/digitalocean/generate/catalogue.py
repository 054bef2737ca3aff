"""Regions, sizes and images: fixed tables, made so that it is clear which size is a better buy than which."""

REGION_NAMES = {"nyc1": "New York 1", "nyc3": "New York 3", "ams3": "Amsterdam 3", "sfo3": "San Francisco 3",
                "lon1": "London 1", "fra1": "Frankfurt 1", "sgp1": "Singapore 1", "tor1": "Toronto 1"}
FEATURES = ["backups", "ipv6", "metadata", "install_agent", "storage", "image_transfer"]

# slug, MiB, vCPUs, GiB of disk, TB of transfer, USD a month, class, available, regions (None: all)
SIZES = [
    ("s-1vcpu-512mb-10gb", 512, 1, 10, 0.5, 4, "Basic", True, None),
    ("s-1vcpu-1gb", 1024, 1, 25, 1, 6, "Basic", True, None),
    ("s-1vcpu-2gb", 2048, 1, 50, 2, 12, "Basic", True, None),
    ("s-2vcpu-2gb", 2048, 2, 60, 3, 18, "Basic", True, None),
    ("s-2vcpu-4gb", 4096, 2, 80, 4, 24, "Basic", True, None),
    ("s-4vcpu-8gb", 8192, 4, 160, 5, 48, "Basic", True, None),
    ("s-8vcpu-16gb", 16384, 8, 320, 6, 96, "Basic", True, None),
    # No longer sold: the first is worse than s-2vcpu-4gb in everything and dearer, the second has more vCPUs.
    ("s-1vcpu-3gb", 3072, 1, 60, 3, 30, "Basic", False, None),
    ("s-3vcpu-1gb", 1024, 3, 60, 3, 40, "Basic", False, None),
    # Another class: the Basic sizes are cheaper but no replacement.
    ("s-1vcpu-1gb-amd", 1024, 1, 25, 1, 7, "Premium AMD", True, None),
    ("s-2vcpu-4gb-amd", 4096, 2, 80, 4, 28, "Premium AMD", True, None),
    ("s-4vcpu-8gb-amd", 8192, 4, 160, 5, 56, "Premium AMD", True, None),
    # The cheaper equal size is not available, or only in London.
    ("s-2vcpu-4gb-120gb-intel", 4096, 2, 120, 4, 32, "Premium Intel", True, None),
    ("s-2vcpu-4gb-120gb-promo", 4096, 2, 120, 4, 20, "Premium Intel", False, None),
    ("s-4vcpu-8gb-240gb-intel", 8192, 4, 240, 6, 64, "Premium Intel", True, None),
    ("s-4vcpu-8gb-240gb-city", 8192, 4, 240, 6, 50, "Premium Intel", True, ["lon1"]),
    ("c-2", 4096, 2, 25, 4, 42, "CPU-Optimized", True, None),
    ("c-4", 8192, 4, 50, 5, 84, "CPU-Optimized", True, None),
    ("c-8", 16384, 8, 100, 6, 168, "CPU-Optimized", True, None),
    ("g-2vcpu-8gb", 8192, 2, 25, 4, 63, "General Purpose", True, None),
    ("g-4vcpu-16gb", 16384, 4, 50, 5, 126, "General Purpose", True, None),
    ("m-2vcpu-16gb", 16384, 2, 50, 4, 84, "Memory-Optimized", True, None),
]
GPU_SIZES = [
    ("gpu-h100x1-80gb", 245760, 20, 720, 15, 2278.08, "H100 GPU - 1X", "nvidia_h100", 80),
    ("gpu-4000adax1-20gb", 32768, 8, 500, 10, 510.72, "RTX 4000 Ada GPU - 1X", "nvidia_rtx4000_ada", 20),
]
# Sizes for healthy Droplets: no size of their class is as good and cheaper.
GOOD_SIZES = ["s-1vcpu-1gb", "s-1vcpu-2gb", "s-2vcpu-2gb", "s-2vcpu-4gb", "s-4vcpu-8gb", "c-2", "g-2vcpu-8gb",
              "m-2vcpu-16gb", "s-3vcpu-1gb", "s-1vcpu-1gb-amd", "s-2vcpu-4gb-amd", "s-2vcpu-4gb-120gb-intel"]
NODE_SIZES = ["s-2vcpu-4gb", "s-4vcpu-8gb", "c-4"]
# Droplets that use little of a big size on a small disk:
# size, disk, CPU percent, memory percent, the cheapest size that fits.
OVERSIZED = [
    ("s-8vcpu-16gb", 25, 10, 20, "s-4vcpu-8gb"),
    ("s-4vcpu-8gb", 25, 10, 30, "s-2vcpu-4gb"),
    ("s-4vcpu-8gb", 80, 15, 25, "s-2vcpu-4gb"),
    ("c-8", 50, 12, 30, "c-4"),
]

# distribution, name, slug
IMAGES = [
    ("Ubuntu", "24.04 (LTS) x64", "ubuntu-24-04-x64"), ("Ubuntu", "22.04 (LTS) x64", "ubuntu-22-04-x64"),
    ("Debian", "12 x64", "debian-12-x64"), ("Rocky Linux", "9 x64", "rockylinux-9-x64"),
]
OLD_IMAGES = [
    ("Ubuntu", "14.04 x64", "ubuntu-14-04-x64"), ("Ubuntu", "16.04 (LTS) x64", "ubuntu-16-04-x64"),
    ("Ubuntu", "18.04 (LTS) x64", "ubuntu-18-04-x64"), ("Ubuntu", "20.04 (LTS) x64", "ubuntu-20-04-x64"),
    ("Debian", "9 x64", "debian-9-x64"), ("Debian", "10 x64", "debian-10-x64"),
    ("CentOS", "6.9 x64", "centos-6-x64"), ("CentOS", "7.9 x64", "centos-7-x64"), ("CentOS", "8.4 x64", "centos-8-x64"),
    ("Fedora", "35 x64", "fedora-35-x64"),
]


def size_object(row):
    slug, memory, vcpus, disk, transfer, price, description, available, regions = row
    return {"slug": slug, "memory": memory, "vcpus": vcpus, "disk": disk, "transfer": float(transfer),
            "price_monthly": float(price), "price_hourly": round(price / 672, 5),
            "regions": regions or list(REGION_NAMES), "available": available, "description": description,
            "disk_info": [{"type": "local", "size": {"amount": disk, "unit": "gib"}}]}


def gpu_size_object(row):
    slug, memory, vcpus, disk, transfer, price, description, model, vram = row
    size = size_object((slug, memory, vcpus, disk, transfer, price, description, True, ["nyc1", "tor1"]))
    size["gpu_info"] = {"count": 1, "model": model, "vram": {"amount": vram, "unit": "gib"}}
    return size


def image_object(number, row, created_at):
    distribution, name, slug = row
    return {"id": number, "name": name, "distribution": distribution, "slug": slug, "public": True,
            "regions": list(REGION_NAMES), "created_at": created_at, "type": "base", "min_disk_size": 7,
            "size_gigabytes": 2.36, "description": f"{distribution} {name}", "tags": [], "status": "available",
            "error_message": ""}


def build(b):
    """Sizes, regions and public images of the account, with tables for the other parts."""
    sizes = [size_object(row) for row in SIZES] + [gpu_size_object(row) for row in GPU_SIZES]
    b.sizes = {size["slug"]: size for size in sizes}
    b.regions = {slug: {"name": name, "slug": slug, "features": FEATURES, "available": True,
                        "sizes": ["s-1vcpu-1gb", "s-2vcpu-4gb", "s-4vcpu-8gb"]}
                 for slug, name in REGION_NAMES.items()}
    b.account["sizes"] = sizes
    b.account["regions"] = list(b.regions.values())
    b.images = {row[2]: image_object(10000 + number, row, "2025-01-15T05:47:50Z")
                for number, row in enumerate(IMAGES + OLD_IMAGES)}
    b.account["public_images"] = list(b.images.values())
