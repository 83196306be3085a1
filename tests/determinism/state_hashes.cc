// Prints the state hash after each step of a small baseline, for the number of threads that its argument says. Run in several processes,
// under a mask of processor features and linked to the other backend of the threading seam, it must print the same.
#include <cstdio>
#include <cstdlib>

#include "tests/worlds.h"

int main(int argc, char** argv) {
    const int threads = argc > 1 ? std::atoi(argv[1]) : 2;
    for (const std::uint64_t hash : enclosure::test::hashes(enclosure::test::small_baseline(), 36, {.threads = threads})) {
        std::printf("%016llx\n", static_cast<unsigned long long>(hash));
    }
}
