"""What a Droplet has to do: CPU, memory, load, disks, traffic (COST-002, PERF-001..003, REL-016, OPS-001)."""

from generate.base import DAY, HOUR

GIB = 2 ** 30


def measure(b, machine, cpu=None, memory=None, load=None, out=None, disks=None, steal=0.1, iowait=0.1, **more):
    """The description of the series; what is not given is healthy."""
    thing = machine.thing
    vcpus = thing["vcpus"]
    described = {
        "cpu": {"vcpus": vcpus, "used": cpu if cpu is not None else {"level": 35, "jitter": 6}, "steal": steal,
                "iowait": iowait},
        "memory": {"total": thing["memory"] * 2 ** 20,
                   "used": memory if memory is not None else {"level": 55, "jitter": 4}},
        "load": load if load is not None else {"level": 0.5 * vcpus, "jitter": 0.1},
        "out": out if out is not None else {"level": 0.4, "jitter": 0.1},
        "disks": disks or [disk("/dev/vda1", "/", thing["disk"] * GIB, 45)],
    }
    if b.near(0.1):
        described["disks"].append(disk("/dev/loop3", "/snap/core/16928", 64 * 2 ** 20, 100, "squashfs"))
        described["disks"].append(disk("tmpfs", "/run/lock", 5 * 2 ** 20, 99, "tmpfs"))
    if b.near(0.1):
        described["cpu"]["restart_every"] = 3 * DAY + 7 * HOUR
    described.update(more)
    b.metrics["droplet"][str(machine.id)] = described
    return described


def disk(device, mountpoint, size, used, fstype="ext4"):
    return {"device": device, "fstype": fstype, "mountpoint": mountpoint, "size": size, "used": used}


def monitoring(b, machine):
    """OPS-001: no metrics agent. Gives True when there is nothing to measure."""
    if b.defect(0.12):
        machine.thing["features"].remove("monitoring")
        machine.measured = False
        machine.volume_allowed = b.near(0.5)
        if b.near(0.1):
            machine.thing["status"] = "new"       # still being made
        else:
            b.find("OPS-001", machine.urn, environment=machine.environment)
        b.unassessed(machine.urn, "COST-002", "COST-003", "PERF-001", "PERF-002", "PERF-003", "REL-016")
        return True
    if b.near(0.03):
        # The feature is on but no sample came yet.
        machine.measured = False
        b.unassessed(machine.urn, "COST-002", "COST-003", "PERF-001", "PERF-002", "PERF-003", "REL-016")
        return True
    return False


def load(b, machine):
    """At most one kind of load trouble for a Droplet."""
    vcpus, urn, environment = machine.thing["vcpus"], machine.urn, machine.environment
    kind = b.pick(LOADS) if b.defect(0.4) else b.pick(INNOCENT_LOADS) if b.near(0.3) else healthy_load
    kind(b, machine, vcpus, urn, environment)


def healthy_load(b, machine, vcpus, urn, environment):
    measure(b, machine)


def idle(b, machine, vcpus, urn, environment):
    machine.idle = True
    level = b.pick([0.5, 2.0, 4.5])
    measure(b, machine, cpu={"level": level, "jitter": 0.3}, out={"level": 0.01, "jitter": 0.005})
    b.find("COST-002", urn, environment=environment)


def busy(b, machine, vcpus, urn, environment):
    measure(b, machine, cpu={"level": b.pick([90, 95]), "jitter": 2}, load={"level": 1.2 * vcpus, "jitter": 0.1})
    b.find("PERF-001", urn, environment=environment)


def stolen(b, machine, vcpus, urn, environment):
    measure(b, machine, cpu={"level": 45, "jitter": 2}, steal={"level": 14, "jitter": 1})
    b.find("PERF-001", urn, environment=environment)


def short_of_memory(b, machine, vcpus, urn, environment):
    measure(b, machine, memory={"level": b.pick([91.5, 95]), "jitter": 1})
    b.find("PERF-002", urn, environment=environment)


def overloaded(b, machine, vcpus, urn, environment):
    measure(b, machine, load={"level": b.pick([1.7, 3.0]) * vcpus, "jitter": 0.05})
    b.find("PERF-003", urn, environment=environment)


def everything(b, machine, vcpus, urn, environment):
    measure(b, machine, cpu={"level": 96, "jitter": 1}, memory={"level": 95, "jitter": 1},
            load={"level": 4.0 * vcpus, "jitter": 0.2})
    for rule in ("PERF-001", "PERF-002", "PERF-003"):
        b.find(rule, urn, environment=environment)


def full_disk(b, machine, vcpus, urn, environment):
    used = b.pick([86, 90, 94, 96, 99])
    machine.volume_allowed = False
    mountpoint = b.pick(["/", "/srv/data", "/mnt/it's \"big\""])
    disks = [disk("/dev/vda1", "/", machine.thing["disk"] * GIB, used if mountpoint == "/" else 40)]
    if mountpoint != "/":
        disks.append(disk("/dev/vdb1", mountpoint, 7 * GIB, used, "xfs"))
    measure(b, machine, disks=disks)
    b.find("REL-016", urn, mountpoint, environment, "critical" if used > 95 else "high")


LOADS = [idle, idle, busy, stolen, short_of_memory, overloaded, everything, full_disk, full_disk]


# Innocent look-alikes of the same

def nearly_idle_cpu(b, machine, vcpus, urn, environment):
    measure(b, machine, cpu={"level": 6, "jitter": 0.5}, out={"level": 0.01, "jitter": 0.005})


def nearly_idle_peaks(b, machine, vcpus, urn, environment):
    """The average is under 5 % but one hour in two days is not."""
    measure(b, machine, cpu={"level": 2, "jitter": 0.5, "spike": [48, 5, 30]}, out={"level": 0.01, "jitter": 0.005})


def nearly_idle_traffic(b, machine, vcpus, urn, environment):
    measure(b, machine, cpu={"level": 2, "jitter": 0.5}, out={"level": 0.08, "jitter": 0.005})


def idle_but_new(b, machine, vcpus, urn, environment):
    age = b.pick([2, 4, 5])
    machine.thing["created_at"] = b.days_ago(age)
    measure(b, machine, cpu={"level": 2, "jitter": 0.5}, out={"level": 0.01, "jitter": 0.005},
            stored_for=int(age * DAY))
    b.unassessed(urn, "COST-002")


def idle_but_few_samples(b, machine, vcpus, urn, environment):
    measure(b, machine, cpu={"level": 2, "jitter": 0.5}, out={"level": 0.01, "jitter": 0.005}, stored_for=4 * DAY)
    b.unassessed(urn, "COST-002")


def idle_but_gaps(b, machine, vcpus, urn, environment):
    measure(b, machine, cpu={"level": 2, "jitter": 0.5}, out={"level": 0.01, "jitter": 0.005}, gap=[2, 0])
    b.unassessed(urn, "COST-002")


def idle_by_job(b, machine, vcpus, urn, environment):
    """A jump host, a VPN or a name server has nothing to do most of the time."""
    machine.job = b.pick(["bastion", "vpn", "dns"])
    measure(b, machine, cpu={"level": 2, "jitter": 0.5}, out={"level": 0.01, "jitter": 0.005})


def measured_by_hand(b, machine, vcpus, urn, environment):
    """The feature flag is off but an agent was installed by hand: OPS-001 has to look at the metrics first.

    Even when it looks idle: without the feature it is not called idle.
    """
    machine.thing["features"].remove("monitoring")
    if b.near(0.5):
        measure(b, machine)
    else:
        measure(b, machine, cpu={"level": 2, "jitter": 0.5}, out={"level": 0.01, "jitter": 0.005})


def batch(b, machine, vcpus, urn, environment):
    """Every fifth hour the CPU is full: a job, not a lack of CPU."""
    measure(b, machine, cpu={"level": 30, "jitter": 3, "spike": [5, 0, 97]})


def nearly_busy(b, machine, vcpus, urn, environment):
    measure(b, machine, cpu={"level": 82, "jitter": 2}, load={"level": 1.4 * vcpus, "jitter": 0.02},
            memory={"level": 87, "jitter": 1.5}, steal={"level": 8, "jitter": 1})


def nearly_oversized(b, machine, vcpus, urn, environment):
    """Little CPU but the memory is used, or the other way round."""
    if b.near(0.5):
        measure(b, machine, cpu={"level": 10, "jitter": 1}, memory={"level": 46, "jitter": 2})
    else:
        measure(b, machine, cpu={"level": 24, "jitter": 2}, memory={"level": 25, "jitter": 2})


def nearly_full_disk(b, machine, vcpus, urn, environment):
    measure(b, machine, disks=[disk("/dev/vda1", "/", machine.thing["disk"] * GIB, 84)])


def full_before(b, machine, vcpus, urn, environment):
    """The disk was full until it was cleaned up yesterday: the last value counts."""
    used = {"level": 97, "steps": [[DAY, 50, 0]]}
    measure(b, machine, disks=[disk("/dev/vda1", "/", machine.thing["disk"] * GIB, used)])


def busy_before(b, machine, vcpus, urn, environment):
    """Everything was too much until two days ago."""
    measure(b, machine, cpu={"level": 95, "jitter": 2, "steps": [[2 * DAY, 35, 5]]},
            memory={"level": 95, "jitter": 1, "steps": [[2 * DAY, 55, 5]]},
            load={"level": 4.0 * vcpus, "steps": [[2 * DAY, 0.5 * vcpus, 0.1]]})


def much_iowait(b, machine, vcpus, urn, environment):
    measure(b, machine, cpu={"level": 60, "jitter": 3}, iowait={"level": 28, "jitter": 2})


INNOCENT_LOADS = [nearly_idle_cpu, nearly_idle_peaks, nearly_idle_traffic, idle_but_new, idle_but_few_samples,
                  idle_but_gaps, idle_by_job, measured_by_hand, batch, nearly_busy, nearly_oversized, nearly_full_disk,
                  full_before, busy_before, much_iowait]
