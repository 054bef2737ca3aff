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
  private let hop: String
  /// The servers that offer what this coordinator has itself, which is left out.
  private(set) var circular: Set<String> = []

  /// Where an entry has the coordinators that offer it, so that one that gets it back knows it.
  private static let viaKey = "ipai/via"

  /// What these servers offer, by what each of them lists. `hop` tells this coordinator apart from others.
  init(_ servers: [RoutedServer], _ lists: [String: UpstreamLists], _ pins: ToolPins, hop: String) {
    self.pins = pins
    self.hop = hop
    for server in servers {
      guard let lists = lists[server.name] else { continue }
      for tool in lists.tools where isNew(tool.json, of: server) { add(tool, of: server, pins) }
      for prompt in lists.prompts where isNew(prompt, of: server) { add(prompt: prompt, of: server) }
      resourceListings += addressed(lists.resources, "uri", of: server)
      templateListings += addressed(lists.templates, "uriTemplate", of: server)
      names[server.name] = []
      completes = completes || lists.completes
    }
    names.merge(own.mapValues { Set($0.keys) }) { $1 }
    search = ToolSearch(toolListings)
  }

  /// Whether an entry of a list has not come from here, nor through too many coordinators.
  private mutating func isNew(_ listing: JSON, of server: RoutedServer) -> Bool {
    let via = Self.via(listing)
    guard via.contains(hop) || via.count >= Upstream.mostHops else { return true }
    circular.insert(server.name)
    return false
  }

  private static func via(_ listing: JSON) -> [String] {
    (listing["_meta"]?[viaKey]?.array ?? []).compactMap(\.string)
  }

  /// An entry that says that this coordinator offers it.
  private func marked(_ members: [String: JSON]) -> [String: JSON] {
    var members = members
    var meta = members["_meta"]?.object ?? [:]
    meta[Self.viaKey] = .array((Self.via(.object(members)) + [hop]).map(JSON.string))
    members["_meta"] = .object(meta)
    return members
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
    if withheld == nil { toolListings.append((listing(tool, name, effect, server), effect)) }
  }

  /// A tool as it is listed: under its new name, with hints that say what the server's file says.
  private func listing(_ tool: ToolListing, _ name: String, _ effect: CallEffect, _ server: RoutedServer) -> JSON {
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
    return .object(marked(members))
  }

  /// Entries of a list with the addresses that they are offered under. Of several with one address, the first stays.
  private mutating func addressed(_ listings: [JSON], _ key: String, of server: RoutedServer) -> [JSON] {
    var seen: Set<JSON> = []
    var addressed: [JSON] = []
    for listing in listings where isNew(listing, of: server) {
      guard let exposed = ResourceAddress.exposed(listing, key, of: server.name), let address = exposed[key],
        seen.insert(address).inserted
      else { continue }
      addressed.append(.object(marked(exposed.object ?? [:])))
    }
    return addressed
  }

  private mutating func add(prompt: JSON, of server: RoutedServer) {
    guard let own = prompt["name"]?.string, var members = prompt.object else { return }
    let name = ExposedNames.name(server.name, own)
    guard prompts[name] == nil else { return }
    prompts[name] = Origin(server: server.name, name: own)
    members["name"] = .string(name)
    promptListings.append(.object(marked(ListedMembers.checked(members))))
  }

  /// A tool of a server by the server's own name for it; nil when there is none.
  func tool(_ name: String, of server: String) -> ExposedTool? { own[server]?[name] }

  /// The tool of a server that takes a question in plain words; nil when it has none, or none is known.
  func questionTool(of server: RoutedServer) -> ExposedTool? {
    server.query.toolNames.lazy.compactMap { tool($0, of: server.name) }.first { $0.withheld == nil }
  }

  /// The names of the tools of each server that may be called; nil for a server whose tools are not known.
  func toolNames(of server: String) -> Set<String>? { names[server] }

  /// Why a tool of a server may not be called; nil when it may. As long as nobody knows what the server has, a tool that has to be as
  /// it was approved may not.
  func refusal(of tool: String, of server: RoutedServer) -> String? {
    if let known = self.tool(tool, of: server.name) { return known.withheld }
    let isGuarded = server.tools.needsApproval || pins.pin(server.name, tool) != nil
    return isGuarded ? "the server has not said what it is" : nil
  }

  /// Whether any tool of a server was approved.
  func hasPins(of server: String) -> Bool {
    (own[server] ?? [:]).keys.contains { pins.pin(server, $0) != nil }
  }

  /// Whether any server has a tool of this name of its own.
  func hasTool(_ name: String) -> Bool { own.values.contains { $0[name] != nil } }
}
