// What a run is a function of, as one number of 128 bits: under it a run's record is stored and found again, whichever study, process or
// order it was made in. Two runs of one key give the same record, so a design can be changed without redoing what it keeps.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace enclosure {

struct RunKey {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    auto operator<=>(const RunKey&) const = default;
};

/// Hash of the bytes. Of a million runs two share a key with a probability below 1e-26.
RunKey key_from(std::string_view bytes);

/// Key of a run: of the arm (its scenario, the model that runs it, what is measured), of the values of the factors that it sets, and its
/// seed. Factors go by their paths: how a study names or orders them does not matter.
RunKey key_of_run(const RunKey& arm, std::span<const std::string> paths, std::span<const double> values, std::int64_t seed);

/// 32 hexadecimal digits.
std::string to_string(const RunKey& key);

/// The key that these digits write; nothing if they are none.
std::optional<RunKey> parse_key(std::string_view text);

}  // namespace enclosure
