@testable import ProcessSyntax
import Testing

/// Keywords and owners are counted by the byte that they are stored in: both must be what that takes them for.
@Suite struct KeywordTests {
    @Test func aKeywordIsStoredAsItsPlace() {
        #expect(MemoryLayout<Keyword>.size == 1)
        #expect(Keyword.allCases.map(\.number) == Array(Keyword.allCases.indices))
    }

    /// A set has a bit for each of 128.
    @Test func aSetHoldsEveryKeywordByItself() {
        #expect(Keyword.allCases.count <= 128)
        for keyword in Keyword.allCases {
            let set = KeywordSet([keyword])
            #expect(Keyword.allCases.filter(set.contains) == [keyword])
        }
        var all = KeywordSet()
        let isNew = Keyword.allCases.map { all.insert($0) }
        let isNewAgain = Keyword.allCases.map { all.insert($0) }
        #expect(!isNew.contains(false) && !isNewAgain.contains(true))
    }

    @Test func anOwnerAllowsWhatItsKeywordsAre() {
        #expect(MemoryLayout<Owner>.size == 1)
        for owner in Owner.allCases {
            let keywords = Set(owner.keywords)
            #expect(Keyword.allCases.filter(owner.allows) == Keyword.allCases.filter(keywords.contains), "\(owner)")
        }
    }

    @Test func everySpellingIsFound() {
        for keyword in Keyword.allCases {
            #expect(Keyword(Array(keyword.rawValue.utf8)[...]) == keyword)
            #expect(Keyword(Array((keyword.rawValue + "x").utf8)[...]).map(\.rawValue) != keyword.rawValue)
        }
    }
}
