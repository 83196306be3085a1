#include "sim/study/store/run_key.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/hexadecimal.h"

namespace enclosure {

namespace {

// Two hashes of the same bytes, independent by their seeds.
constexpr std::uint64_t high_seed = 0x656e636c6f737572u;
constexpr std::uint64_t low_seed = 0x73747564792d6b79u;

template <class T>
void append_bytes(std::string& bytes, const T& value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

RunKey key_from(std::string_view bytes) {
    return {hash_bytes(bytes.data(), bytes.size(), high_seed), hash_bytes(bytes.data(), bytes.size(), low_seed)};
}

RunKey key_of_run(const RunKey& arm, std::span<const std::string> paths, std::span<const double> values, std::int64_t seed) {
    std::vector<std::pair<std::string_view, double>> settings;
    for (std::size_t k = 0; k < paths.size(); ++k) settings.emplace_back(paths[k], values[k]);
    std::sort(settings.begin(), settings.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string bytes;
    append_bytes(bytes, arm.high);
    append_bytes(bytes, arm.low);
    append_bytes(bytes, seed);
    for (const auto& [path, value] : settings) {
        bytes += path;
        bytes += '\0';
        append_bytes(bytes, value == 0 ? 0.0 : value);  // of both zeros one
    }
    return key_from(bytes);
}

std::string to_string(const RunKey& key) {
    return fmt::format("{:016x}{:016x}", key.high, key.low);
}

std::optional<RunKey> parse_key(std::string_view text) {
    if (text.size() != 32) return std::nullopt;
    const auto high = from_hexadecimal(text.substr(0, 16));
    const auto low = from_hexadecimal(text.substr(16));
    if (!high || !low) return std::nullopt;
    return RunKey{*high, *low};
}

}  // namespace enclosure
