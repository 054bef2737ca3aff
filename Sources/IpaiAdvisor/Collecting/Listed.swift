/// An element of a list, other than a resource, that can be told from the others, so that one that comes twice, since pages shift while they are read, counts once.
protocol Listed {
  /// What tells it from the other elements of its list; nil where nothing does.
  var listKey: String? { get }
}

extension DomainRecord: Listed { var listKey: String? { id.text } }
extension DropletAction: Listed { var listKey: String? { id?.text } }
extension DropletSize: Listed { var listKey: String? { slug } }
extension Tag: Listed { var listKey: String? { name } }
extension ProjectResource: Listed { var listKey: String? { urn } }
extension VPCMember: Listed { var listKey: String? { urn } }
extension AffectedResource: Listed { var listKey: String? { urn } }
extension AppDeployment: Listed { var listKey: String? { id } }
extension AppAlert: Listed { var listKey: String? { id } }
extension UptimeAlert: Listed { var listKey: String? { id } }
extension AlertPolicy: Listed { var listKey: String? { uuid } }
extension Invoice: Listed { var listKey: String? { invoiceUUID } }
extension SecuritySuppression: Listed { var listKey: String? { id } }

extension Decodable {
  /// What tells an element of a list from the others; nil where nothing does.
  var keyInList: String? { (self as? any Resource)?.urn.text ?? (self as? any Listed)?.listKey }
}

extension Array where Element: Decodable {
  /// The elements without those that come again: the later one of each stands where the first stood.
  func withoutRepetitions() -> [Element] {
    var places: [String: Int] = [:]
    var elements: [Element] = []
    for element in self {
      let key = element.keyInList
      if let key, let place = places[key] {
        elements[place] = element
      } else {
        if let key { places[key] = elements.count }
        elements.append(element)
      }
    }
    return elements
  }
}
