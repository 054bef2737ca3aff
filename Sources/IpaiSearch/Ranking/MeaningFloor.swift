import Foundation

/// How near the meaning of a document must be to that of the query for it to be found without any of the words.
///
/// The more documents there are, the nearer the nearest comes by chance. Measured with 25 everyday sentences that have
/// nothing to do with software (recipes, travel, sport) against the messages of curl: the similarities of a sentence have
/// a mean of .01 and a deviation of .05, and the nearest of 10, 100, 1,000 and 10,000 random commits stays below .18, .24,
/// .30 and .34 for 19 of 20 sentences. The formula gives .18, .24, .29 and .33. With it, 24, 23 and 24 of the 25 find
/// nothing in curl, git and Open vSwitch (15,100, 22,500 and 15,100 commits).
///
/// Nonsense comes nearer than sentences do: of 360 made-up queries (random letters, syllables, rows of the keyboard,
/// Cyrillic letters) 46, 39 and 76 of 100 pass it, as their pieces are near to other rare words. 351 of them hold no word
/// that the model knows, and such a query finds nothing by meaning alone; 1 of 100 is left.
///
/// The price: of 1,464 labelled queries and 39 paraphrases on the development splits, six look for a commit that has no
/// word of theirs, with similarities up to .28; none was found before either.
package enum MeaningFloor {
  /// The least similarity, for a collection of so many documents.
  package static func similarity(among documents: Int) -> Float {
    0.03 + 0.07 * sqrt(2 * log(Float(max(documents, 2))))
  }
}
