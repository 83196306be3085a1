// Which set of vector instructions the vectorised code runs on: the best that the processor has, unless a test or a measurement forces
// another. Invariant: results do not depend on it (tests/determinism), only time does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// The sets that this build contains and this processor can run, best first, by Highway's names: AVX3 (AVX-512), AVX2, SSE4, SSSE3, EMU128.
std::vector<std::string> vector_targets();

/// The set in use: the best, or the one that was forced.
std::string vector_target();

/// Runs vectorised code on the set `name` from now on, "" on the best one again; not while such code runs. Throws std::invalid_argument,
/// with the names there are, if vector_targets() lacks it.
void force_vector_target(std::string_view name);

}  // namespace enclosure
