// Prints the hash of golden.h and succeeds if it is the expected one. With the argument `libm` it prints instead one of the C library's exp
// and sin, which depend on the processor's features and so show whether a mask of features is in force.
#include <cmath>
#include <cstdio>
#include <string_view>

#include "tests/determinism/golden.h"

namespace {

std::uint64_t libm_hash() {
    std::uint64_t h = 0;
    for (std::uint64_t i = 0; i < 1000000; ++i) {
        h = enclosure::combine(h, std::bit_cast<std::uint64_t>(std::exp(enclosure::golden::argument(i, -750.0, 715.0))));
        h = enclosure::combine(h, std::bit_cast<std::uint64_t>(std::sin(enclosure::golden::argument(i, -9.0, 9.0))));
    }
    return h;
}

}  // namespace

int main(int argc, char** argv) {
    const bool libm = argc > 1 && std::string_view(argv[1]) == "libm";
    const std::uint64_t hash = libm ? libm_hash() : enclosure::golden::hash();
    std::printf("%016llx\n", static_cast<unsigned long long>(hash));
    return libm || hash == enclosure::golden::expected ? 0 : 1;
}
