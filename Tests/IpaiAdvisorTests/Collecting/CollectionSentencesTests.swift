import Testing

@testable import IpaiAdvisor

struct CollectionSentencesTests {
  @Test(arguments: Collection.allCases) func theyAreGrammatical(_ collection: IpaiAdvisor.Collection) {
    let subject = collection.notRead.dropLast(" were not read".count)
    let isOne = collection.notRead.hasSuffix(" was not read")
    #expect(isOne == collection.notRead.hasPrefix("the "))
    #expect(isOne || collection.notRead.hasSuffix(" were not read"))
    #expect(!collection.notRead.contains("_"))
    guard !isOne else { return }
    // A list is named by a word in the plural, before its first "of" or "on".
    let words = subject.split(separator: " ")
    let head = words.prefix { !["of", "on", "for"].contains($0) }.last
    #expect(head?.hasSuffix("s") ?? false, "\(collection.notRead)")
  }

  @Test func examples() {
    #expect(Collection.account.notAllRead == "the account was not read completely")
    #expect(Collection.droplets.notAllRead == "Droplets were not all read")
    #expect(Collection.registry.notRead == "the container registry was not read")
    #expect(Collection.dropletMetrics.notAskedFor == "metrics of Droplets were not asked for")
    #expect(Set(Collection.allCases.map(\.notRead)).count == Collection.allCases.count)
  }
}
