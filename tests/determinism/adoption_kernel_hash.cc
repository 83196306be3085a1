// Fails unless the adoption kernel's reference gives the golden states on every set of vector instructions: built with the other compiler.
#include <cstdio>

#include "sim/base/vector_target.h"
#include "tests/determinism/adoption_kernel_golden.h"

int main() {
    using namespace enclosure;
    const Threads threads(2);
    int wrong = 0;
    for (const std::string& target : vector_targets()) {
        force_vector_target(target);
        const std::uint64_t one = golden::kernel_hash(adoption_kernel::Drawing::one_uniform, threads);
        const std::uint64_t keyed = golden::kernel_hash(adoption_kernel::Drawing::keyed, threads);
        std::printf("%s %016llx %016llx\n", target.c_str(), static_cast<unsigned long long>(one), static_cast<unsigned long long>(keyed));
        if (one != golden::kernel_one_uniform || keyed != golden::kernel_keyed) ++wrong;
    }
    return wrong == 0 ? 0 : 1;
}
