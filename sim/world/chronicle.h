// What happened in the last step, in words, for people. No phase reads it and it is no part of the state.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace enclosure {

struct ChronicleEntry {
    double time = 0;  ///< years since the start
    std::string kind;
    std::string subject;
    std::string text;
};

struct Chronicle {
    std::vector<ChronicleEntry> entries;

    void note(double time, std::string kind, std::string subject, std::string text) {
        entries.push_back({time, std::move(kind), std::move(subject), std::move(text)});
    }
};

}  // namespace enclosure
