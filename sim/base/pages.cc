#include "sim/base/pages.h"

#include <algorithm>
#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace enclosure {

#if defined(__linux__)

namespace {

constexpr std::size_t at_once = std::size_t{1} << 21;  // bytes of a call: a few hundred pages

#ifdef MADV_POPULATE_WRITE
constexpr int populate_write = MADV_POPULATE_WRITE;
#else
constexpr int populate_write = 23;  // of Linux 5.14, where the C library's headers are older
#endif

}  // namespace

void ask_for_pages(std::span<const std::byte> bytes, const Threads& threads) {
    if (bytes.size() < at_once) return;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto first = reinterpret_cast<std::uintptr_t>(bytes.data()) / page * page;
    const std::uintptr_t last = (reinterpret_cast<std::uintptr_t>(bytes.data() + bytes.size()) + page - 1) / page * page;
    threads.for_each((last - first + at_once - 1) / at_once, [&](std::size_t k) {
        const std::uintptr_t begin = first + k * at_once;
        // Refused by systems that do not know it; then pages come as they are touched.
        (void)::madvise(reinterpret_cast<void*>(begin), std::min<std::size_t>(at_once, last - begin), populate_write);
    });
}

#else

void ask_for_pages(std::span<const std::byte>, const Threads&) {}

#endif

}  // namespace enclosure
