"""Gradient AI agents (SEC-028, SEC-029), models, regions, knowledge bases."""

READ_TOOLS = ["advisor_list", "advisor_explain"]


def build(b, count):
    b.account["genai_models"] = [{"uuid": b.uuid(), "id": "llama3.3-70b-instruct", "name": "Llama 3.3 Instruct (70B)",
                                  "is_foundational": True, "lifecycle_status": "active", "context_window": "128000",
                                  "created_at": b.old(), "updated_at": b.old()}]
    b.account["genai_regions"] = [{"region": "tor1", "inference_url": "https://inference.example.net",
                                   "stream_inference_url": "https://stream.example.net", "serves_inference": True,
                                   "serves_batch": True}]
    b.account["genai_workspaces"] = []
    b.account["knowledge_bases"] = []
    b.account["agents"] = []
    # A project that does not move severities, so that nothing depends on whose project counts.
    quiet = [project for project in b.projects if project.environment in ("Staging", None)]
    for _ in range(count):
        agent(b, quiet[0].id if quiet else "")


def agent(b, project_id):
    made = {
        "uuid": b.uuid(), "name": b.name(), "instruction": "Answer shortly.\nNever <b>guess</b>.", "region": "tor1",
        "project_id": project_id, "created_at": b.old(), "updated_at": b.old(), "tags": [], "mcp_servers": [],
        "deployment": {"uuid": b.uuid(), "status": "STATUS_RUNNING", "visibility": "VISIBILITY_PRIVATE",
                       "url": f"https://{b.hex(12)}.agents.do-ai.run", "created_at": b.old(), "updated_at": b.old()},
    }
    b.add("agents", made)
    details = b.put("agent_details", made["uuid"], {"functions": [], "knowledge_bases": [], "child_agents": []})
    urn = "do:agent:" + made["uuid"]
    if b.defect():
        # Public, with something behind it.
        made["deployment"]["visibility"] = "VISIBILITY_PUBLIC"
        attach(b, made, details, urn, b.pick(["function", "base", "free server"]))
        b.find("SEC-028", urn)
    elif b.near(0.3):
        made["deployment"]["visibility"] = "VISIBILITY_PUBLIC"          # a public agent with nothing behind it
    else:
        made["deployment"]["visibility"] = "VISIBILITY_" + b.pick(["PRIVATE", "PLAYGROUND", "DISABLED"])
        kinds = ["function", "base", "server"] + (["free server"] if b.defect() else [])
        attach(b, made, details, urn, kinds[-1] if len(kinds) == 4 else b.pick(kinds))


def attach(b, made, details, urn, kind):
    if kind == "function":
        details["functions"] = [{"uuid": b.uuid(), "name": "lookup", "description": "looks things up",
                                 "faas_name": "default/lookup", "faas_namespace": "fn-1", "created_at": b.old()}]
    elif kind == "base":
        base = {"uuid": b.uuid(), "name": b.name(), "region": "tor1", "created_at": b.old(), "updated_at": b.old()}
        b.add("knowledge_bases", base)
        details["knowledge_bases"] = [base]
    else:
        server = {"server_label": "tools-" + b.hex(4), "server_url": "https://mcp.example.net/mcp",
                  "authorization": "Bearer " + b.hex(24)}
        if kind == "server":
            server["allowed_tools"] = list(READ_TOOLS)
        else:
            if b.near(0.5):
                server["allowed_tools"] = []
            b.find("SEC-029", urn, server["server_label"])
        made["mcp_servers"] = [server]
