"""A client of a coordinator that is used as if it were one of the server behind it, whose name is in BEHIND."""
import os

SERVER = os.environ.get("BEHIND")
KEY = os.environ.get("BEHIND_KEY")
# Whether a server's word that a list has changed is believed. A coordinator asks for the list, and tells only of what is new in it.
HEARSAY = SERVER is None
# Whether a change that a client's own call makes reaches its subscription. Each client of a server over stdio has a process of its own
# behind a coordinator, and the coordinator listens in another one.
SHARED = os.environ.get("BEHIND_KIND") != "stdio"
# A coordinator does not take up a stream of a server again for its client.
STEPS = ("tools", "resources", "prompts", "progress", "questions", "cancellation", "changes")


def exposed(uri):
    return f"mcp://{SERVER}/{uri}"


def own(uri):
    assert str(uri).startswith(exposed("")), uri
    return str(uri)[len(exposed("")):]


class Client:
    """Names things as the coordinator does, and gives them back as the server does."""

    def __init__(self, client):
        self._client = client

    def __getattr__(self, name):
        return getattr(self._client, name)

    def call_tool(self, name, *arguments, **options):
        return self._client.call_tool(f"{SERVER}__{name}", *arguments, **options)

    def get_prompt(self, name, *arguments, **options):
        return self._client.get_prompt(f"{SERVER}__{name}", *arguments, **options)

    def read_resource(self, uri):
        return self._client.read_resource(exposed(uri))

    def subscribe_resource(self, uri):
        return self._client.subscribe_resource(exposed(uri))

    def unsubscribe_resource(self, uri):
        return self._client.unsubscribe_resource(exposed(uri))

    def listen(self, resource_subscriptions=(), **options):
        return self._client.listen(resource_subscriptions=[exposed(uri) for uri in resource_subscriptions], **options)

    def complete(self, reference, argument):
        return self._client.complete(reference.model_copy(update={"name": f"{SERVER}__{reference.name}"}), argument)

    async def list_tools(self):
        found = await self._client.list_tools()
        ours = [tool for tool in found.tools if tool.name.startswith(f"{SERVER}__")]
        return found.model_copy(update={"tools": [tool.model_copy(update={"name": tool.name[len(SERVER) + 2:]}) for tool in ours]})

    async def list_prompts(self):
        found = await self._client.list_prompts()
        ours = [each for each in found.prompts if each.name.startswith(f"{SERVER}__")]
        return found.model_copy(update={"prompts": [each.model_copy(update={"name": each.name[len(SERVER) + 2:]}) for each in ours]})

    async def list_resources(self):
        return self._with_own(await self._client.list_resources(), "resources", "uri")

    async def list_resource_templates(self):
        found = await self._client.list_resource_templates()
        if hasattr(found, "resourceTemplates"):
            return self._with_own(found, "resourceTemplates", "uriTemplate")
        return self._with_own(found, "resource_templates", "uri_template")

    def _with_own(self, found, members, key):
        ours = [each for each in getattr(found, members) if str(getattr(each, key)).startswith(exposed(""))]
        return found.model_copy(update={members: [each.model_copy(update={key: own(getattr(each, key))}) for each in ours]})


def client(client):
    return Client(client) if SERVER else client


def steps(steps):
    return [step for step in steps if not SERVER or step.__name__ in STEPS]
