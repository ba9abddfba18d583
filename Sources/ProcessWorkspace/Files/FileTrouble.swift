#if canImport(Glibc)
import Glibc
#endif

/// Why a file or folder could not be read or written, in words for the person who named it.
public struct FileTrouble: Error, Sendable, Hashable {
    public let path: String
    /// What is wrong, as the words after the path and a colon.
    public let reason: String
    /// What to do about it; nil where the reason says all.
    public let remedy: String?
    /// What `baton explain` takes, for a limit of Baton's own; nil for what the system says.
    public let name: String?

    public init(_ path: String, _ reason: String, remedy: String? = nil, name: String? = nil) {
        self.path = path
        self.reason = reason
        self.remedy = remedy
        self.name = name
    }

    /// From the number that the system left in `errno`.
    init(_ path: String, doing verb: String, errno code: Int32) {
        self.path = path
        name = nil
        switch code {
        case ENOENT:
            reason = "there is no such file or folder"
            remedy = nil
        case EACCES, EPERM:
            reason = "you are not allowed to \(verb) it"
            remedy = "change its permissions, or run as somebody who may"
        case ELOOP:
            reason = "its links lead round in a circle"
            remedy = nil
        case ENAMETOOLONG:
            reason = "the name is too long"
            remedy = nil
        case ENOTDIR:
            reason = "a part of the path is a file, not a folder"
            remedy = nil
        case EISDIR:
            reason = "it is a folder"
            remedy = nil
        case ENOSPC, EDQUOT:
            reason = "there is no room left on the disk"
            remedy = nil
        case EROFS:
            reason = "the disk can only be read"
            remedy = nil
        default:
            reason = "cannot \(verb) it (\(String(cString: strerror(code))))"
            remedy = nil
        }
    }

    /// One line: the path, the reason, the way out.
    public var message: String { "\(path): \(reason)" + (remedy.map { "; \($0)" } ?? "") }
}
