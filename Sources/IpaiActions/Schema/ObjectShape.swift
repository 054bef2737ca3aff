/// The shape of the objects of a type. It is read when it is asked for: only schemas and descriptions need it, and reading it
/// takes a tenth of what a whole verb takes.
package struct ObjectShape: Hashable, Sendable {
  private let type: ObjectIdentifier
  private let read: @Sendable () -> Shape

  /// The shape of a type.
  init<Object: Decodable & SendableMetatype>(of type: Object.Type) {
    self.type = ObjectIdentifier(type)
    read = { ((try? ShapeReader.shape(of: type)) ?? .object([])).snakeCased }
  }

  /// The shape, with its keys as JSON has them.
  package var shape: Shape { read() }

  /// True for the same type.
  package static func == (left: ObjectShape, right: ObjectShape) -> Bool { left.type == right.type }

  /// Hashes the type.
  package func hash(into hasher: inout Hasher) { hasher.combine(type) }
}
