/// A value, the schema that it is checked against, and which of its parts have been looked at so far.
struct SchemaPart {
  /// The members of the schema.
  let members: [String: JSON]
  /// The `$id` of the resource that the schema is in.
  let base: String
  /// The value.
  let value: JSON
  /// A JSON pointer to the value.
  let path: String
  /// Which parts of the value have been looked at.
  var evaluated = SchemaValidation.Evaluated()

  /// The pointer to a member. A long name is cut off, since each level repeats those before it.
  func path(_ name: String) -> String { path + "/" + name.prefix(40) }

  /// The place of a schema that is within this one.
  func place(_ schema: JSON) -> JSONSchema.Place { JSONSchema.Place(schema: schema, base: base) }
}
