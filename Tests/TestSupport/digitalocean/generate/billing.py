"""Balance, invoices, invoice preview, insights (COST-021) and the pool of outbound transfer (COST-025)."""

import calendar
import time

from generate.base import DAY, stamp

MEGABIT_TERABYTES = 1e6 / 8 / 1e12      # TB in one second at one megabit a second


def month_position(now):
    """The seconds of the month that are over, and the seconds of the whole month."""
    parts = time.gmtime(now)
    days = calendar.monthrange(parts.tm_year, parts.tm_mon)[1]
    over = (parts.tm_mday - 1) * DAY + parts.tm_hour * 3600 + parts.tm_min * 60 + parts.tm_sec
    return over, days * DAY


def build(b):
    over, whole = month_position(b.now)
    share = max(over, 1) / whole
    last = float(b.pick([5, 40, 300, 2500]))
    month = time.strftime("%Y-%m", time.gmtime(b.now - over - DAY))
    usage = last * b.pick([0.6, 1.0, 1.2]) * share
    if over > 4 * DAY and b.defect(0.6) and last > 30:
        usage = last * b.pick([1.5, 4]) * share
        b.find("COST-021", b.account_urn)
    elif over > 4 * DAY and last == 5 and b.near(0.5):
        usage = 12 * share                       # more than double, but only a few dollars
    b.account["balance"] = {"month_to_date_balance": f"{usage:.2f}", "account_balance": "0.00",
                            "month_to_date_usage": f"{usage:.2f}", "generated_at": stamp(b.now)}
    invoices(b, last, month)
    insights(b)
    transfer(b, over)


def invoices(b, last, month):
    made = []
    for number in range(3):
        moment = stamp(b.now - (5 + 31 * number) * DAY)
        made.append({"invoice_uuid": b.uuid(), "invoice_id": str(b.number()),
                     "amount": f"{last * (1 - 0.1 * number):.2f}",
                     "invoice_period": month if number == 0 else moment[:7], "updated_at": moment})
    b.account["invoices"] = made
    preview = {"invoice_uuid": b.uuid(), "invoice_id": str(b.number()), "amount": "1.00",
               "invoice_period": stamp(b.now)[:7], "updated_at": stamp(b.now)}
    total = sum(float(item["amount"]) for item in b.preview_items)
    preview["amount"] = f"{total:.2f}"
    b.account["invoice_preview"] = preview
    b.account["invoice_items"] = {preview["invoice_uuid"]: b.preview_items,
                                  made[0]["invoice_uuid"]: b.preview_items[:5]}
    b.account["billing_history"] = [{"description": "Invoice for " + invoice["invoice_period"],
                                     "amount": invoice["amount"], "invoice_id": invoice["invoice_id"],
                                     "invoice_uuid": invoice["invoice_uuid"], "date": invoice["updated_at"],
                                     "type": "Invoice"} for invoice in made]


def insights(b):
    points = []
    for day in range(6):
        for number, product in enumerate(("droplet web (s-1vcpu-1gb)", "volume data", "backup <b>x</b>")):
            points.append({"usage_team_urn": "do:team:" + b.account["account"]["team"]["uuid"],
                           "start_date": stamp(b.now - day * DAY)[:10], "total_amount": f"{0.86 + number:.2f}",
                           "region": "nyc3", "sku": f"1-DO-DROP-01{number:02d}", "description": product,
                           "group_description": ""})
    b.account["insights"] = points


def transfer(b, over):
    """COST-025: a few Droplets send three times what the whole pool allows, or less than half of it."""
    guilty = b.defect(0.3)
    if over < 3 * DAY or len(b.droplets) > 60 or not guilty and not b.near(0.1):
        return
    senders = [machine for machine in b.droplets
               if not machine.owned and machine.measured and not machine.idle and not machine.pristine
               and str(machine.id) in b.metrics["droplet"] and not machine.gpu
               and not machine.oversized]
    senders = [machine for machine in senders if plain(b.metrics["droplet"][str(machine.id)])][:3]
    if not senders:
        return
    pool = sum(machine.thing["size"]["transfer"] for machine in b.droplets)
    rate = (3 if guilty else 0.4) * pool / (30 * DAY * MEGABIT_TERABYTES) / len(senders)
    for machine in senders:
        b.metrics["droplet"][str(machine.id)]["out"] = {"level": round(rate, 1), "jitter": 1}
    if guilty:
        b.find("COST-025", b.account_urn)


def plain(described):
    """Only Droplets whose traffic is not part of another case."""
    complete = "stored_for" not in described and "gap" not in described
    return complete and described["out"] == {"level": 0.4, "jitter": 0.1}
