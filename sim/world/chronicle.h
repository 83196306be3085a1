// What happened in the last step, in words, for people. No phase reads it and it is no part of the state.
// Entries are written into what clear() has left, so that in the long run a note allocates nothing.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
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

    /// Adds an entry; its text is the pieces, one after the other.
    void note(double time, std::string_view kind, std::string_view subject, std::initializer_list<std::string_view> text) {
        ChronicleEntry entry;
        if (!room_.empty()) {
            entry = std::move(room_.back());
            room_.pop_back();
        }
        entry.time = time;
        entry.kind = kind;
        entry.subject = subject;
        entry.text.clear();
        for (const std::string_view piece : text) entry.text += piece;
        entries.push_back(std::move(entry));
    }
    void note(double time, std::string_view kind, std::string_view subject, std::string_view text) { note(time, kind, subject, {text}); }

    /// Forgets what happened.
    void clear() {
        for (ChronicleEntry& entry : entries) room_.push_back(std::move(entry));
        entries.clear();
    }

    /// Has room for so many entries in a step, of so many bytes of subject or text.
    void reserve(std::size_t count, std::size_t bytes) {
        entries.reserve(count);
        room_.reserve(count);
        while (room_.size() < count) {
            ChronicleEntry& entry = room_.emplace_back();
            entry.subject.reserve(bytes);
            entry.text.reserve(bytes);
        }
    }

  private:
    std::vector<ChronicleEntry> room_;  // of earlier steps; what they say is of no account
};

}  // namespace enclosure
