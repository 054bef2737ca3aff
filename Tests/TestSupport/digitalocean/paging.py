"""Pages of a list: page and per_page, links and meta as the API writes them."""

from urllib.parse import urlencode

from errors import unprocessable

HOST = "https://api.digitalocean.com"
DEFAULT_PER_PAGE = 20
MAX_PER_PAGE = 200


def number(query, name, default, maximum):
    """The value of one paging parameter; 422 when it is no whole number in its range."""
    text = query.get(name)
    if text is None:
        return default
    if not text.isdigit() or not text.isascii():
        raise unprocessable(f"{name} must be a positive whole number")
    value = int(text)
    if value < 1 or (maximum is not None and value > maximum):
        raise unprocessable(f"{name} is out of range")
    return value


def window(query):
    return number(query, "page", 1, None), number(query, "per_page", DEFAULT_PER_PAGE, MAX_PER_PAGE)


def page_url(path, query, page):
    changed = dict(query)
    changed["page"] = str(page)
    return HOST + path + "?" + urlencode(changed)


def links(path, query, page, last, previous_name="prev"):
    """Only the links that exist; an empty object when everything is on one page."""
    if last <= 1:
        return {}
    pages = {}
    if page > 1:
        pages["first"] = page_url(path, query, 1)
        pages[previous_name] = page_url(path, query, min(page - 1, last))
    if page < last:
        pages["next"] = page_url(path, query, page + 1)
        pages["last"] = page_url(path, query, last)
    return {"pages": pages}


def cut(items, query):
    """The items of the asked page, with the page number and the number of the last page."""
    page, per_page = window(query)
    last = max(1, -(-len(items) // per_page))
    return items[(page - 1) * per_page:page * per_page], page, last


def listing(path, query, key, items, change=None):
    """The common list answer."""
    part, page, last = cut(items, query)
    if change is not None:
        part = [change(item) for item in part]
    return {key: part, "links": links(path, query, page, last), "meta": {"total": len(items)}}


def object_listing(path, query, key, pairs):
    """A list that is an object keyed by id (backup policies)."""
    part, page, last = cut(pairs, query)
    return {key: dict(part), "links": links(path, query, page, last), "meta": {"total": len(pairs)}}


def genai_listing(path, query, key, items):
    """Gen-AI lists say `previous` and carry the page numbers in meta."""
    part, page, last = cut(items, query)
    return {
        key: part,
        "links": links(path, query, page, last, "previous"),
        "meta": {"page": page, "pages": last, "total": len(items)},
    }


def insights_listing(query, items):
    """Billing insights have no links at all."""
    part, page, last = cut(items, query)
    return {"data_points": part, "total_items": len(items), "total_pages": last, "current_page": page}
