/// What a corpus knows of a document beyond what every hit has; each corpus has a type of its own.
package protocol HitPayload: Sendable {}
