#if canImport(Glibc)
import Glibc
#endif

/// A library of the system that is loaded when it is asked for, and stays loaded till the program ends.
///
/// What few commands need is not linked: loading it at each start would take longer than checking a map does.
struct SystemLibrary: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer

    /// Nil where the machine has no such library.
    init?(_ file: String) {
        guard let handle = dlopen(file, RTLD_NOW | RTLD_LOCAL) else { return nil }
        self.handle = handle
    }

    /// The address of a function, looked up in the library and in those that it brings; nil where there is none.
    func find(_ symbol: String) -> UnsafeMutableRawPointer? { dlsym(handle, symbol) }
}
