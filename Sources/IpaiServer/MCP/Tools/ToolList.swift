import IpaiActions

/// The tools that a model is offered. They are few, and their descriptions short: every model reads all of them each time.
package enum ToolList {
  /// In the order in which they are listed.
  package static let all: [CuratedTool] = [
    CuratedTool(
      name: "search",
      description: """
        Find commits, earlier conversations, skills, documents and source code by what they say or mean. Use it before \
        assuming how or why something was done. 'corpus' names what to search, separated by commas: commits, memory, skills, \
        corpora of documents, or all.
        """,
      action: ActionEntry(RagSearchAction.self),
      keys: [
        "query", "corpus", "repo", "all_repos", "author", "since", "until", "path", "lang", "max_results", "after",
      ]),
    CuratedTool(
      name: "commit_show",
      description: "Show one commit: message, changed files, the conversations about it and, with 'patch', the diff.",
      action: ActionEntry(CommitsShowAction.self), keys: ["revision", "repo", "patch"]),
    CuratedTool(
      name: "why",
      description: """
        Say why lines of a file are as they are: the commits they come from and what was said about them. Use it before \
        changing code whose purpose is not clear.
        """,
      action: ActionEntry(WhyAction.self), keys: ["path", "repo", "max_results"]),
    CuratedTool(
      name: "memory_recall",
      description: """
        Recall what was said about something in earlier conversations and notes, as much as fits into 'budget' tokens. Use it \
        at the start of a task.
        """,
      action: ActionEntry(MemoryRecallAction.self),
      keys: ["query", "budget", "session", "user", "linked_to", "since", "until"], text: "text"),
    CuratedTool(
      name: "memory_save",
      description: """
        Save one thing worth knowing in later sessions: a decision and its reason, a fact that was hard to find. Not for what \
        the code or the git history says already. Secrets are removed.
        """,
      action: ActionEntry(MemoryAddAction.self), keys: ["text", "session_id", "id", "user_id", "role", "title", "link"]),
    CuratedTool(
      name: "skill_find",
      description: "Find skills, which are instructions for a kind of task, by what the task is.",
      action: ActionEntry(SkillsFindAction.self), keys: ["query", "max_results", "after"]),
    CuratedTool(
      name: "skill_get",
      description: "Get the instructions of a skill by its name, and what files it has.",
      action: ActionEntry(SkillsShowAction.self), keys: ["name"]),
    CuratedTool(
      name: "index_refresh",
      description:
        "Index the new commits of a repository, so that they can be found. It may take minutes the first time.",
      action: ActionEntry(CommitsIndexAction.self), keys: ["path", "ref"], isTask: true),
    CuratedTool(
      name: "documents_refresh",
      description:
        "Read what has changed in the folders of corpora of documents and source code, so that it can be found.",
      action: ActionEntry(RagSyncAction.self), keys: ["corpus"], isTask: true),
    CuratedTool(
      name: "advisor_findings",
      description: """
        List what is wrong in a scanned DigitalOcean account, the most severe first: what wastes money, is open to the world or \
        will fail. Read-only.
        """,
      action: ActionEntry(AdvisorFindingsAction.self),
      keys: ["query", "category", "severity", "saving", "max_results", "after"]),
    CuratedTool(
      name: "advisor_explain",
      description:
        "Explain one finding: the values it rests on, since when, the saving's formula, the rule. Read-only.",
      action: ActionEntry(AdvisorExplainAction.self), keys: ["finding", "account"]),
    CuratedTool(
      name: "advisor_fix_plan",
      description: """
        Get the commands that would fix findings, with what cannot be undone. Show them to a person; nothing is run. Read-only.
        """,
      action: ActionEntry(AdvisorFixAction.self), keys: ["finding", "account"]),
  ]
}
