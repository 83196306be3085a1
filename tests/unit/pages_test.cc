// Pages that are asked for are there before anybody touches them, and what lies on them stays.
#include "sim/base/pages.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace enclosure::test {
namespace {

TEST(AskForPages, LeavesWhatIsThere) {
    std::vector<std::uint8_t> bytes((std::size_t{5} << 20) + 77);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{3});
    const std::vector<std::uint8_t> before = bytes;
    for (const int threads : {1, 3}) {
        const Threads pool(threads);
        ask_for_pages(std::as_bytes(std::span(bytes)), pool);
        ask_for_pages(std::as_bytes(std::span(bytes)).subspan(1), pool);
        ask_for_pages({}, pool);
    }
    EXPECT_EQ(bytes, before);
}

#ifdef __linux__
TEST(AskForPages, HasTheSystemHandThemOut) {
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t size = (std::size_t{9} << 20) + 3 * page;
    void* const fresh = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ASSERT_NE(fresh, MAP_FAILED);
    std::vector<unsigned char> resident(size / page);
    const auto held = [&] {
        EXPECT_EQ(::mincore(fresh, size, resident.data()), 0);
        return std::accumulate(resident.begin(), resident.end(), std::size_t{0},
                               [](std::size_t n, unsigned char r) { return n + (r & 1); });
    };
    EXPECT_EQ(held(), 0u);
    const bool known = ::madvise(fresh, page, 23) == 0;  // MADV_POPULATE_WRITE: since Linux 5.14
    // From within the second page to within the last but one.
    const auto* const bytes = static_cast<const std::byte*>(fresh);
    ask_for_pages({bytes + page + 5, size - 2 * page - 10}, Threads(2));
    // The first one was asked for above, the last one never; where the wish is not known, none was handed out.
    if (known) {
        EXPECT_GE(held(), resident.size() - 1);
    } else {
        EXPECT_EQ(held(), 0u);
    }
    ::munmap(fresh, size);
}
#endif

}  // namespace
}  // namespace enclosure::test
