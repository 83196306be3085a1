// What the viewer remembers from one start to the next: that the tour was seen, and which files were opened last. In
// $XDG_CONFIG_HOME/enclosure, or
// ~/.config/enclosure. Invariant: what cannot be read or written is silently not remembered; nothing is looked at until remember() was
// called, so that pictures made without a window do not depend on it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace enclosure::viz {

class Remembered {
  public:
    /// From now on things are read from and written to that folder.
    void remember(std::filesystem::path folder);

    bool tour_seen() const;
    void note_tour_seen();

    /// Newest first, at most eight; those that are gone are left out.
    std::vector<std::string> recent_files() const;
    void note_opened(const std::string& file);

  private:
    std::filesystem::path folder_;  ///< empty: remembers nothing
};

/// The folder of the user's settings; empty if the environment names none.
std::filesystem::path settings_folder();

}  // namespace enclosure::viz
