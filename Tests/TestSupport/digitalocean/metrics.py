"""Time series, made from the compact descriptions of an account when they are asked for.

A description of a value is a number (always that), or an object:
  level, jitter   the value lies in level - jitter .. level + jitter, by a fixed hash of the time
  steps           list of [seconds before the account's now, level, jitter]: the first entry that is older than or as
                  old as the sample decides; `level` stands for everything older
  spike           [every, offset, value]: in each hour whose number modulo `every` is `offset` the value is `value`
"""

from urllib.parse import parse_qsl

from errors import bad_request, not_found

MODES = ("idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user")
DROPLET_GAUGES = {"load_1": 1.02, "load_5": 1.01, "load_15": 1.0}


def step_for(seconds):
    """The distance of samples: regular, and small enough for the window."""
    if seconds > 2 * 86400:
        return 3600
    return 300 if seconds > 6 * 3600 else 60


def key(path, query_text):
    """What two requests have in common that are answered with the same series."""
    query = dict(parse_qsl(query_text, keep_blank_values=True))
    times = [query.pop(name, "") for name in ("start", "end")]
    if all(text.isdigit() for text in times):
        start, end = map(int, times)
        if start <= end:
            step = min(step_for(end - start), 300 if "/load_balancer/" in path else 3600)
            times = [step_for(end - start), -(-start // step), end // step]
    return (path, *times, *sorted(query.items()))


def noise(moment, salt):
    """A fixed number in -1 .. 1 for a moment."""
    mixed = (moment * 2654435761 + salt * 40503 + 12345) & 0xFFFFFFFF
    mixed ^= mixed >> 15
    mixed = (mixed * 2246822519) & 0xFFFFFFFF
    mixed ^= mixed >> 13
    return mixed / 2147483647.5 - 1.0


def value_at(description, moment, now, salt=0):
    if not isinstance(description, dict):
        return float(description)
    spike = description.get("spike")
    if spike and (moment // 3600) % spike[0] == spike[1]:
        return float(spike[2])
    level, jitter = description.get("level", 0.0), description.get("jitter", 0.0)
    for age, step_level, step_jitter in description.get("steps", ()):
        if now - moment <= age:
            level, jitter = step_level, step_jitter
            break
    return level + jitter * noise(moment, salt) if jitter else float(level)


class Window:
    """The asked part of time, cut to what the description says is stored."""

    def __init__(self, query, thing, now):
        self.start = unix_time(query, "start")
        self.end = unix_time(query, "end")
        if self.end < self.start:
            raise bad_request("end must not be before start")
        self.now = now
        self.step = step_for(self.end - self.start)
        self.thing = thing

    def moments(self):
        stored_for = self.thing.get("stored_for")
        first = self.start if stored_for is None else max(self.start, self.now - stored_for)
        first = -(-first // self.step) * self.step
        moments = range(first, self.end + 1, self.step)
        gap = self.thing.get("gap")
        if gap is None:
            return moments
        every, offset = gap
        return [moment for moment in moments if (moment // 86400) % every != offset]


def unix_time(query, name):
    text = required(query, name)
    if not text.lstrip("-").isdigit():
        raise bad_request(f"{name} must be a unix time")
    return int(text)


def required(query, name, allowed=None):
    text = query.get(name)
    if not text:
        raise bad_request(f"{name} is required")
    if allowed and text not in allowed:
        raise bad_request(f"{name} must be one of " + ", ".join(allowed))
    return text


def matrix(result):
    return {"status": "success", "data": {"resultType": "matrix", "result": result}}


def series(labels, values):
    return {"metric": labels, "values": values}


def gauge(window, labels, description, form="{:.6g}", salt=0):
    now = window.now
    return series(labels, [[moment, form.format(value_at(description, moment, now, salt))]
                           for moment in window.moments()])


def answer(metrics, kind, name, query, now):
    """The matrix for one metric endpoint: kind is droplet, apps, load_balancer or database/mysql."""
    makers = {"droplet": droplet, "apps": app, "load_balancer": load_balancer, "database/mysql": mysql}
    return makers[kind](metrics, name, query, now)


# Droplets

def droplet(metrics, name, query, now):
    host = required(query, "host_id")
    if name == "bandwidth":
        interface = required(query, "interface", ("private", "public"))
        direction = required(query, "direction", ("inbound", "outbound"))
    thing = metrics.get("droplet", {}).get(host, {})
    window = Window(query, thing, now)
    if not thing:
        return matrix([])
    labels = {"host_id": host}
    if name == "cpu":
        return matrix(cpu(window, labels, thing["cpu"]))
    if name == "bandwidth":
        labels.update(interface=interface, direction=direction)
        description = thing.get("out", 0) if (interface, direction) == ("public", "outbound") else 0.02
        return matrix([gauge(window, labels, description, "{:.9f}")])
    if name.startswith("memory_"):
        return matrix([memory(window, labels, thing["memory"], name)])
    if name.startswith("filesystem_"):
        return matrix([filesystem(window, labels, disk, name) for disk in thing.get("disks", ())])
    factor = DROPLET_GAUGES[name]
    line = gauge(window, labels, thing["load"])
    if factor != 1.0:
        line["values"] = [[moment, "{:.6g}".format(float(value) * factor)] for moment, value in line["values"]]
    return matrix([line])


def cpu(window, labels, thing):
    """Counters in CPU seconds for each mode, summed over the vCPUs. A restart sets them back."""
    counters = dict.fromkeys(MODES, 50000.0)
    values = {mode: [] for mode in MODES}
    vcpus, restart_every = thing["vcpus"], thing.get("restart_every")
    previous = None
    for moment in window.moments():
        if previous is not None:
            if restart_every and moment // restart_every != previous // restart_every:
                counters = dict.fromkeys(MODES, 1.0)
            else:
                add_interval(counters, thing, moment, window.now, (moment - previous) * vcpus / 100.0)
        previous = moment
        for mode in MODES:
            values[mode].append([moment, "{:.2f}".format(counters[mode])])
    return [series({**labels, "mode": mode}, values[mode]) for mode in MODES]


def add_interval(counters, thing, moment, now, second_percent):
    """Adds one interval: `used` is everything but idle, steal and iowait are parts of it."""
    used = value_at(thing["used"], moment, now)
    steal = value_at(thing.get("steal", 0.1), moment, now)
    iowait = value_at(thing.get("iowait", 0.1), moment, now)
    rest = max(0.0, used - steal - iowait)
    parts = {"idle": 100.0 - max(used, steal + iowait), "iowait": iowait, "steal": steal, "irq": 0.0,
             "nice": rest * 0.01, "softirq": rest * 0.02, "system": rest * 0.27, "user": rest * 0.70}
    for mode, percent in parts.items():
        counters[mode] += percent * second_percent


def memory(window, labels, thing, name):
    total = thing["total"]
    if name == "memory_total":
        return gauge(window, labels, total, "{:.0f}")
    # Free is far below available: the cache takes the rest.
    share = {"memory_available": 1.0, "memory_free": 0.1, "memory_cached": 0.8}[name]
    values = []
    for moment in window.moments():
        available = total * (100.0 - value_at(thing["used"], moment, window.now)) / 100.0
        values.append([moment, "{:.0f}".format(available * share)])
    return series(labels, values)


def filesystem(window, labels, disk, name):
    labels = {**labels, "device": disk["device"], "fstype": disk["fstype"], "mountpoint": disk["mountpoint"]}
    size = disk["size"]
    if name == "filesystem_size":
        return gauge(window, labels, size, "{:.0f}")
    if "used_bytes" in disk:
        return gauge(window, labels, size - disk["used_bytes"], "{:.0f}")
    free = [(moment, size * (100.0 - value_at(disk["used"], moment, window.now)) / 100.0)
            for moment in window.moments()]
    return series(labels, [[moment, "{:.0f}".format(value)] for moment, value in free])


# Apps

def app(metrics, name, query, now):
    app_id = required(query, "app_id")
    components = metrics.get("app", {}).get(app_id, {})
    asked = query.get("app_component")
    result = []
    window = Window(query, {}, now)
    for component, thing in components.items():
        if asked and component != asked:
            continue
        window.thing = thing
        for instance in range(thing.get("instances", 1)):
            labels = {"app_component": component, "app_component_instance": f"{component}-{instance}",
                      "app_uuid": app_id}
            if name == "restart_count":
                restarts = thing.get("restarts", 0) if instance == 0 else 0
                result.append(gauge(window, labels, restarts, "{:.0f}"))
            else:
                field = "cpu" if name == "cpu_percentage" else "memory"
                result.append(gauge(window, labels, thing[field], "{:.6g}", instance))
    return matrix(result)


# Load balancers

def load_balancer(metrics, name, query, now):
    lb_id = required(query, "lb_id")
    thing = metrics.get("load_balancer", {}).get(lb_id, {})
    window = Window(query, thing, now)
    if not thing:
        return matrix([])
    labels = {"lb_id": lb_id}
    if name in ("droplets_health_checks", "droplets_downtime"):
        window.step = min(window.step, 300)      # the last quarter of an hour matters
        field = "health" if name == "droplets_health_checks" else "downtime"
        return matrix([gauge(window, {**labels, "droplet_id": str(droplet_id)}, description)
                       for droplet_id, description in thing.get(field, {}).items()])
    if name == "frontend_http_responses":
        return matrix([gauge(window, {**labels, "code": code}, rate)
                       for code, rate in (("2xx", 20.0), ("4xx", 0.5), ("5xx", 0.01))])
    fields = {"frontend_connections_current": ("connections", "{:.0f}"),
              "frontend_connections_limit": ("connections_limit", "{:.0f}"),
              "frontend_cpu_utilization": ("cpu", "{:.6g}"),
              "frontend_http_requests_per_second": ("requests", "{:.6g}"),
              "droplets_http_response_time_95p": ("response_time", "{:.6g}")}
    field, form = fields[name]
    if field not in thing:
        return matrix([])
    return matrix([gauge(window, labels, thing[field], form)])


# MySQL

def mysql(metrics, name, query, now):
    db_id = required(query, "db_id")
    if name != "threads_connected":
        required(query, "aggregate", ("avg", "max", "min"))
    thing = metrics.get("database", {}).get(db_id)
    if thing is None:
        raise not_found()
    window = Window(query, thing, now)
    fields = {"cpu_usage": "cpu", "memory_usage": "memory", "disk_usage": "disk", "threads_connected": "threads"}
    field = fields[name]
    if field not in thing:
        return matrix([])
    form = "{:.0f}" if field == "threads" else "{:.6g}"
    return matrix([gauge(window, {"db_id": db_id}, thing[field], form)])
