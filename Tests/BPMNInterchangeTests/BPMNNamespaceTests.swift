import BPMNInterchange
import Testing

@Suite struct BPMNNamespaceTests {
    @Test(arguments: BPMNNamespace.allCases)
    func aNamespaceIsKnownByItsName(namespace: BPMNNamespace) {
        #expect(BPMNNamespace(rawValue: namespace.rawValue) == namespace)
        #expect(BPMNNamespace(rawValue: namespace.rawValue + "/") == nil)
    }
}
