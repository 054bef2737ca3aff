import Foundation

/// The lines of Claude Code that were taken during an import.
///
/// A session that goes on in a new file takes its lines along, and some versions write them under the new session, with
/// the same ids. They count where they are met first.
final class SeenLines {
  private var uuids: Set<UUID> = []
  /// Ids that are unique within their session at most, with the session.
  private var others: Set<[String]> = []

  /// Notes a line. Returns false when it was there before; a line without an id never was.
  func insert(_ id: String?, of session: String) -> Bool {
    guard let id else { return true }
    // As numbers they need a third of the room.
    if let uuid = UUID(uuidString: id) { return uuids.insert(uuid).inserted }
    return others.insert([session, id]).inserted
  }
}
