// Hashes that are part of the model's contract: serials of agents (guarantee 2) and state hashes (guarantee 1).
// Invariant: a value is a function of the bytes alone; it never changes between versions, compilers or runs. std::hash promises neither.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace enclosure {

/// Spreads every bit of x over the word, one to one (finaliser of splitmix64; Steele, Lea and Flood, OOPSLA 2014). mix(0) = 0.
constexpr std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/// Serial of what `b` is within, or after, `a`; the order counts. For a fixed, one to one in b, and the other way round.
constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) {
    return mix((a ^ 0x6a09e667f3bcc909u) + mix(b + 0x9e3779b97f4a7c15u));
}

/// Serial of a name: FNV-1a, then mix().
constexpr std::uint64_t serial_of(std::string_view name) {
    std::uint64_t h = 0xcbf29ce484222325u;
    for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return mix(h);
}

/// Hash of `size` bytes, eight at a time in four lanes. For state hashes: fast, not for adversaries. Words are read in the order of the
/// processor (little-endian everywhere we build).
std::uint64_t hash_bytes(const void* data, std::size_t size, std::uint64_t seed = 0);

}  // namespace enclosure
