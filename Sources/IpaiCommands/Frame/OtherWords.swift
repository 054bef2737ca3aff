/// The words of other programs that people may type, with ipai's words for the same.
enum OtherWords {
  /// Commands, by the last word of their name.
  static let commands: [String: String] = [
    "find": "search", "grep": "search", "query": "search", "ask": "search", "add": "index", "build": "index",
    "update": "index", "reindex": "index", "sync": "index", "log": "list", "ls": "list", "history": "list",
    "cat": "show", "view": "show", "info": "status", "rm": "forget", "delete": "forget", "check": "doctor",
    "health": "doctor", "settings": "config", "preferences": "config", "models": "model", "man": "help",
    "complete": "completions", "download": "install", "uninstall": "remove",
  ]

  /// Options without their dashes, and what to type instead: the first of these that the command has.
  static let options: [String: [String]] = [
    "limit": results, "n": results, "count": results, "number": results, "num": results, "top": results,
    "top-k": results, "k": results, "max": results, "max-count": results, "results": results, "page-size": results,
    "json": ["--format json"], "jsonl": ["--format jsonl"], "table": ["--format table"], "output": ["--format"],
    "o": ["--format"], "f": ["--format"], "repository": ["--repo"], "directory": ["--repo"], "dir": ["--repo"],
    "C": ["--repo"], "cwd": ["--repo"], "r": ["--repo"], "database": ["--db"], "d": ["--db"],
    "from": ["--since"], "newer": ["--since"], "before": ["--until"], "to": ["--until"], "older": ["--until"],
    "file": ["--path"], "files": ["--path"], "p": ["--path"], "by": ["--author"], "a": ["--author"],
    "committer": ["--author"], "branch": ["--ref"], "tag": ["--ref"], "revision": ["--ref"], "b": ["--ref"],
    "silent": ["--quiet"], "debug": ["--verbose"], "threads": ["--jobs"], "j": ["--jobs"], "force": ["--rebuild"],
    "similar": ["--like"], "type": ["--corpus"],
  ]

  private static let results = ["--max-results", "--max-commits"]
}
