/// A source of random numbers with a seed, so that a simulation can be repeated: the same seed gives
/// the same numbers on every machine.
///
/// Bits come from SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014). All that follows uses only operations that IEEE 754 fixes to the last bit; hence a
/// logarithm of our own, as those of machines differ.
struct Chance: Sendable {
    private var state: UInt64
    /// Normal numbers come in twos.
    private var spare: Double?

    /// The numbers of one run. Runs of one seed, and of seeds next to each other, have nothing to do with each other.
    init(seed: UInt64, run: Int) {
        state = Self.stirred(Self.stirred(seed) &+ UInt64(truncatingIfNeeded: run))
    }

    /// The numbers of one case of this run. They hang on its number alone, so that the same case meets the same luck
    /// whatever happens to others.
    func ofCase(_ number: Int) -> Chance {
        var chance = self
        chance.state = Self.stirred(state ^ Self.stirred(UInt64(truncatingIfNeeded: number)))
        return chance
    }

    private static func stirred(_ bits: UInt64) -> UInt64 {
        var z = bits &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private mutating func bits() -> UInt64 {
        defer { state &+= 0x9E37_79B9_7F4A_7C15 }
        return Self.stirred(state)
    }

    /// Evenly from 0 up to, but not, 1.
    mutating func share() -> Double { Double(bits() >> 11) * 0x1p-53 }

    /// One of the numbers below `count`, each as likely.
    mutating func index(below count: Int) -> Int { min(count - 1, Int(share() * Double(count))) }

    /// A time that varies as that between events which know nothing of each other.
    mutating func exponential(mean: Double) -> Double { -mean * Self.logarithm(1 - share()) }

    /// A time between the low and the high of an estimate, with the estimate's expected value as its
    /// mean. Of a range nothing is known but its ends, so that all between is as likely; three points are the beta
    /// distribution that PERT assumes for them. Three points even on both sides are a range.
    mutating func time(_ estimate: Estimate) -> Double {
        let spread = estimate.high - estimate.low
        guard spread > 0 else { return estimate.expected }
        if abs(estimate.expected - (estimate.low + estimate.high) / 2) <= 1e-9 * spread {
            return estimate.low + spread * share()
        }
        // With the mean at (a + 4m + b) / 6 the two shapes are 1 + 4 (m - a) / (b - a) and 6 less that.
        let first = min(5, max(1, 6 * (estimate.expected - estimate.low) / spread))
        let (x, y) = (gamma(first), gamma(6 - first))
        return estimate.low + spread * (x / (x + y))
    }

    /// The gamma distribution of a shape of at least 1, by the method of Marsaglia and Tsang ("A simple
    /// method for generating gamma variables", ACM Transactions on Mathematical Software 26, 2000).
    private mutating func gamma(_ shape: Double) -> Double {
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            if Self.logarithm(1 - share()) < x * x / 2 + d - d * v + d * Self.logarithm(v) { return d * v }
        }
    }

    /// The normal distribution, by the polar method of Marsaglia (Knuth, *The Art of Computer Programming*, 3.4.1).
    private mutating func normal() -> Double {
        if let number = spare {
            spare = nil
            return number
        }
        while true {
            let (x, y) = (2 * share() - 1, 2 * share() - 1)
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            let scale = (-2 * Self.logarithm(square) / square).squareRoot()
            spare = y * scale
            return x * scale
        }
    }

    /// The natural logarithm of a positive number: that of its power of two, and 2 artanh((m - 1) / (m + 1)) as a
    /// series for what is left, from √½ to √2.
    static func logarithm(_ number: Double) -> Double {
        guard number > 0, number.isFinite else { return number > 0 ? .infinity : -.infinity }
        var power = Double(number.exponent)
        var mantissa = number.significand
        if mantissa > 1.4142135623730951 {
            mantissa /= 2
            power += 1
        }
        let s = (mantissa - 1) / (mantissa + 1)
        let square = s * s
        var sum = 0.0
        for odd in stride(from: 21.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
        return power * 0.6931471805599453 + 2 * s * sum
    }
}
