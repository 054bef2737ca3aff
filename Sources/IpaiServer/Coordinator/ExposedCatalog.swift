import IpaiRouting
import IpaiUpstreams
import MCP

/// What a coordinator offers: the tools, prompts and resources of its servers under names that no two of them share.
struct ExposedCatalog: Sendable {
  /// A tool of a server.
  struct ExposedTool: Sendable {
    /// The server.
    let server: String
    /// The tool as the server lists it.
    let listing: ToolListing
    /// What calling it does.
    let effect: CallEffect
    /// Why it is withheld; nil when it is not.
    let withheld: String?
  }

  /// An entry of a server under its own name.
  struct Origin: Sendable, Equatable {
    /// The server.
    let server: String
    /// The name that the server knows.
    let name: String
  }

  /// The tools by the names that they are offered under, those that are withheld included.
  private(set) var tools: [String: ExposedTool] = [:]
  /// The prompts by the names that they are offered under.
  private(set) var prompts: [String: Origin] = [:]
  /// The tools as `tools/list` has them, with what each does.
  private(set) var toolListings: [(listing: JSON, effect: CallEffect)] = []
  /// The prompts as `prompts/list` has them.
  private(set) var promptListings: [JSON] = []
  /// The resources as `resources/list` has them.
  private(set) var resourceListings: [JSON] = []
  /// The templates as `resources/templates/list` has them.
  private(set) var templateListings: [JSON] = []
  /// Whether a server suggests values for arguments.
  private(set) var completes = false
  /// Finds tools among those that are listed.
  private(set) var search = ToolSearch([])
  /// The tools of each server, by their own names.
  private var own: [String: [String: ExposedTool]] = [:]
  private var names: [String: Set<String>] = [:]
  private let pins: ToolPins

  /// What these servers offer, by what each of them lists.
  init(_ servers: [RoutedServer], _ lists: [String: UpstreamLists], _ pins: ToolPins) {
    self.pins = pins
    for server in servers {
      guard let lists = lists[server.name] else { continue }
      for tool in lists.tools { add(tool, of: server, pins) }
      for prompt in lists.prompts { add(prompt: prompt, of: server) }
      resourceListings += Self.addressed(lists.resources, "uri", of: server)
      templateListings += Self.addressed(lists.templates, "uriTemplate", of: server)
      names[server.name] = []
      completes = completes || lists.completes
    }
    names.merge(own.mapValues { Set($0.keys) }) { $1 }
    search = ToolSearch(toolListings)
  }

  private mutating func add(_ tool: ToolListing, of server: RoutedServer, _ pins: ToolPins) {
    guard server.tools.refusal(of: tool.name) == nil else { return }
    let name = ExposedNames.name(server.name, tool.name)
    // Names that differ in what a digest of 32 bits does not show: the first stays.
    guard tools[name] == nil else { return }
    let effect = server.tools.effect(of: tool.name, annotated: tool.effect)
    let definition = ToolDefinition(tool, of: server.name)
    let withheld = tool.fault ?? pins.refusal(of: definition, needsApproval: server.tools.needsApproval)
    let exposed = ExposedTool(server: server.name, listing: tool, effect: effect, withheld: withheld)
    tools[name] = exposed
    own[server.name, default: [:]][tool.name] = exposed
    if withheld == nil { toolListings.append((Self.listing(tool, name, effect, server), effect)) }
  }

  /// A tool as it is listed: under its new name, with hints that say what the server's file says.
  private static func listing(_ tool: ToolListing, _ name: String, _ effect: CallEffect, _ server: RoutedServer) -> JSON
  {
    var members = ListedMembers.checked(tool.json.object ?? [:])
    members["name"] = .string(name)
    if effect != tool.effect {
      var annotations = members["annotations"]?.object ?? [:]
      annotations["readOnlyHint"] = .bool(effect == .read)
      annotations["idempotentHint"] = .bool(effect != .write)
      members["annotations"] = .object(annotations)
    }
    var meta = members["_meta"]?.object ?? [:]
    meta["ipai/server"] = .string(server.name)
    if let tier = server.tier { meta["ipai/tier"] = .string(tier.rawValue) }
    members["_meta"] = .object(meta)
    return .object(members)
  }

  /// Entries of a list with the addresses that they are offered under. Of several with one address, the first stays.
  private static func addressed(_ listings: [JSON], _ key: String, of server: RoutedServer) -> [JSON] {
    var seen: Set<JSON> = []
    return listings.compactMap { ResourceAddress.exposed($0, key, of: server.name) }.filter { listing in
      listing[key].map { seen.insert($0).inserted } ?? false
    }
  }

  private mutating func add(prompt: JSON, of server: RoutedServer) {
    guard let own = prompt["name"]?.string, var members = prompt.object else { return }
    let name = ExposedNames.name(server.name, own)
    guard prompts[name] == nil else { return }
    prompts[name] = Origin(server: server.name, name: own)
    members["name"] = .string(name)
    promptListings.append(.object(ListedMembers.checked(members)))
  }

  /// A tool of a server by the server's own name for it; nil when there is none.
  func tool(_ name: String, of server: String) -> ExposedTool? { own[server]?[name] }

  /// The names of the tools of each server that may be called; nil for a server whose tools are not known.
  func toolNames(of server: String) -> Set<String>? { names[server] }

  /// Why a tool of a server may not be called; nil when it may. As long as nobody knows what the server has, a tool that has to be as
  /// it was approved may not.
  func refusal(of tool: String, of server: RoutedServer) -> String? {
    if let known = self.tool(tool, of: server.name) { return known.withheld }
    let isGuarded = server.tools.needsApproval || pins.pin(server.name, tool) != nil
    return isGuarded ? "the server has not said what it is" : nil
  }

  /// Whether any server has a tool of this name of its own.
  func hasTool(_ name: String) -> Bool { own.values.contains { $0[name] != nil } }
}
