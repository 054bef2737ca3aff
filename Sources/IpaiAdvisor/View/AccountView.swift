package import IpaiCore

/// An account as rules look at it: what was read, who owns what, what things cost, and when it is.
package struct AccountView: Sendable {
  /// What was read.
  package let facts: AccountFacts
  /// What the user wants to be left alone.
  package let settings: AdvisorSettings
  /// The prices that the API does not say.
  package let prices: PriceTable
  /// When the account was read, which is now to the rules.
  package let now: Timestamp
  /// The addresses that were ours in earlier scans, with the URN of who had each, and when it was seen last.
  package let earlierAddresses: [String: EarlierAddress]
  /// Who owns what.
  package let ownership: Ownership
  /// What resources cost by the invoice of this month.
  package let runRates: RunRates

  /// The names of all resources, by kind.
  let resources: [ResourceKind: [URN]]
  /// All Droplets, those with graphics processors too.
  package let allDroplets: [Droplet]
  /// The Droplets that nobody but the user keeps: no nodes of clusters, and no members of pools.
  package let ownDroplets: [Droplet]
  /// Those of them that run.
  package let runningDroplets: [Droplet]
  /// All Droplets by their tags.
  let taggedDroplets: TaggedDroplets
  /// The ids of the Droplets that are listed with graphics processors.
  let graphicsDroplets: Set<ResourceID>
  /// The places of volumes in the facts, by the Droplets that have them.
  let volumesByHolder: [ResourceID: [Int]]
  private let dropletsByID: [ResourceID: Int]
  private let sizesBySlug: [String: DropletSize]
  private let projectsByURN: [URN: Project]
  let monthlyPrices: [URN: Double]
  let regions: [URN: String]
  let addressRecords: [String: [(place: Int, name: String)]]
  let reserved: [ResourceID: [String]]

  /// A view of an account.
  package init(
    _ facts: AccountFacts, settings: AdvisorSettings = AdvisorSettings(), prices: PriceTable = .builtIn,
    earlierAddresses: [String: EarlierAddress] = [:]
  ) {
    self.facts = facts
    self.settings = settings
    self.prices = prices
    self.earlierAddresses = earlierAddresses
    now = facts.readAt.timestamp
    resources = Dictionary(grouping: facts.resourceLists, by: \.kind).mapValues { $0.flatMap(\.urns) }
    let ownership = Ownership(facts)
    self.ownership = ownership
    runRates = RunRates(facts.invoicePreview)
    let allDroplets = facts.droplets + facts.gpuDroplets
    self.allDroplets = allDroplets
    let ownDroplets = allDroplets.filter {
      !ownership.nodes.contains($0.id) && !ownership.poolMembers.contains($0.id)
    }
    self.ownDroplets = ownDroplets
    runningDroplets = ownDroplets.filter { $0.status == "active" }
    taggedDroplets = TaggedDroplets(allDroplets, facts)
    dropletsByID = Dictionary(
      allDroplets.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    graphicsDroplets = Set(facts.gpuDroplets.map(\.id))
    volumesByHolder = Self.volumesByHolder(facts)
    sizesBySlug = Dictionary(facts.sizes.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    projectsByURN = Self.projects(facts)
    monthlyPrices = Self.prices(facts, prices, runRates)
    regions = Self.regions(facts)
    addressRecords = Self.addressRecords(facts)
    reserved = Self.reserved(facts)
  }

  private static func projects(_ facts: AccountFacts) -> [URN: Project] {
    let projects = Dictionary(facts.projects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var byURN: [URN: Project] = [:]
    for (id, resources) in facts.projectResources {
      guard let project = projects[id] else { continue }
      for resource in resources { byURN[URN(resource.urn)] = project }
    }
    // Some name their project themselves, and apps are not always listed in theirs.
    func note(_ urn: URN, _ id: String?) {
      guard let id, byURN[urn] == nil, let project = projects[id] else { return }
      byURN[urn] = project
    }
    facts.apps.forEach { note($0.urn, $0.projectID) }
    facts.databases.forEach { note($0.urn, $0.projectID) }
    facts.loadBalancers.forEach { note($0.urn, $0.projectID) }
    facts.reservedIPs.forEach { note($0.urn, $0.projectID) }
    facts.natGateways.forEach { note($0.urn, $0.projectID) }
    facts.agents.forEach { note($0.urn, $0.projectID) }
    return byURN
  }
}

extension AccountView {
  /// The Droplet with an id.
  package func droplet(_ id: ResourceID) -> Droplet? { dropletsByID[id].map { allDroplets[$0] } }

  /// Whether only the list of Droplets with graphics processors has the Droplet with an id.
  func isListedWithGraphics(_ id: ResourceID) -> Bool { dropletsByID[id].map { $0 >= facts.droplets.count } ?? false }

  /// The size with a slug, as the list of sizes has it.
  package func size(_ slug: String?) -> DropletSize? { slug.flatMap { sizesBySlug[$0] } }

  /// The project that a resource is in; nil for none, or where projects were not read.
  package func project(of urn: URN) -> Project? { projectsByURN[urn] }

  /// What the project of a resource is for.
  package func environment(of urn: URN) -> ProjectEnvironment? {
    project(of: urn)?.environment.flatMap(ProjectEnvironment.init)
  }

  /// How many days ago something was; nil where that is not known.
  package func days(since time: FactTime?) -> Double? {
    time.map { Double(now.seconds - $0.timestamp.seconds) / 86_400 }
  }

  /// Whether something is older than so many days; false where that is not known.
  package func isOlder(_ time: FactTime?, days: Double) -> Bool { (self.days(since: time) ?? 0) > days }

  /// Whether a part of the account was read to its end.
  package func isComplete(_ collection: Collection) -> Bool { facts.isComplete(collection) }

  /// Whether tags have one that a list names, in any case.
  package func has(_ tags: [String]?, oneOf list: [String]) -> Bool {
    let wanted = Set(list.map { $0.lowercased() })
    return (tags ?? []).contains { wanted.contains($0.lowercased()) }
  }
}
