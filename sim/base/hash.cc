#include "sim/base/hash.h"

#include <bit>
#include <cstring>

namespace enclosure {

namespace {

std::uint64_t word_at(const unsigned char* from) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
}

// One to one in the word for a fixed lane, so a single changed word always changes the lane. Multiplication moves bits up only; the
// rotation between two of them is what makes the top bit (the sign of a double) count everywhere.
std::uint64_t absorb(std::uint64_t lane, std::uint64_t word) {
    return std::rotl(lane ^ (word * 0xd6e8feb86659fd93u), 32) * 0x9fb21c651e98df25u;
}

}  // namespace

std::uint64_t hash_bytes(const void* data, std::size_t size, std::uint64_t seed) {
    const auto* at = static_cast<const unsigned char*>(data);
    std::size_t left = size;
    // Four lanes, because one would wait for its own multiplication at every word.
    std::uint64_t a = combine(seed, 1);
    std::uint64_t b = combine(seed, 2);
    std::uint64_t c = combine(seed, 3);
    std::uint64_t d = combine(seed, 4);
    for (; left >= 32; left -= 32, at += 32) {
        a = absorb(a, word_at(at));
        b = absorb(b, word_at(at + 8));
        c = absorb(c, word_at(at + 16));
        d = absorb(d, word_at(at + 24));
    }
    for (; left >= 8; left -= 8, at += 8) a = absorb(a, word_at(at));
    if (left > 0) {
        std::uint64_t last = 0;
        std::memcpy(&last, at, left);
        b = absorb(b, last);
    }
    // The size tells a short last word from one padded with zeros.
    return combine(combine(combine(a, b), combine(c, d)), size);
}

}  // namespace enclosure
