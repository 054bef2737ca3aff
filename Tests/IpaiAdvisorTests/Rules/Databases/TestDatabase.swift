/// Accounts with one database.
enum TestDatabase {
  /// A database `d` with some members of its own beside the usual ones, and more of the account.
  static func account(
    _ engine: String = "mysql", _ own: String = "", nodes: Int = 2, size: String = "db-s-2vcpu-4gb",
    name: String = "it's $(here)", more: String = ""
  ) -> String {
    let usual =
      #""id":"d","name":"\#(name)","engine":"\#(engine)","num_nodes":\#(nodes),"size":"\#(size)","storage_size_mib":61440"#
    return "{\"databases\":[{\(usual)\(own.isEmpty ? "" : "," + own)}]\(more.isEmpty ? "" : "," + more)}"
  }

  /// What every resize of that database has in common.
  static let resize = "databases resize d --num-nodes"

  /// A project of an environment with the database in it.
  static func project(_ environment: String) -> String {
    #""projects":[{"id":"p","name":"web","environment":"\#(environment)"}],"project_resources":{"p":[{"urn":"do:dbaas:d"}]}"#
  }

  /// A project of an environment that does not list the database.
  static func projectAlone(_ environment: String) -> String {
    #""projects":[{"id":"p","name":"web","environment":"\#(environment)"}]"#
  }

  /// The line of an invoice that comes to so much in a month.
  static func invoice(_ monthly: Double) -> String {
    #""invoice_preview":[{"product":"Databases","resource_uuid":"d","amount":"\#(monthly / 2)","duration":"365","duration_unit":"Hours"}]"#
  }

  /// The layouts of an engine: sizes by numbers of nodes.
  static func options(_ engine: String, _ layouts: [(Int, [String])]) -> String {
    let list = layouts.map { nodes, sizes in
      #"{"num_nodes":\#(nodes),"sizes":[\#(sizes.map { "\"\($0)\"" }.joined(separator: ","))]}"#
    }
    return #""database_options":{"\#(engine)":{"layouts":[\#(list.joined(separator: ","))]}}"#
  }
}
