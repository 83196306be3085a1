// Watches the files of the scenario that is open: when one changes on disk it is read again, and is either ready to be opened or has
// mistakes, each with file and line. Invariant: the disk is looked at no more than once a second, and never while `off`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/scenario/load.h"

namespace enclosure::viz {

/// How a scenario was opened: all that it takes to open it again.
struct OpenedAs {
    std::filesystem::path scenario;
    std::vector<Override> settings = {};
    std::vector<std::filesystem::path> policies = {};
};

class ScenarioWatch {
  public:
    bool off = false;  ///< as when pictures are to repeat

    /// Begins to watch the files that the scenario came from, as they are now.
    void begin(OpenedAs opened, const LoadedScenario& loaded);
    /// Begins to watch a scenario that could not be opened, in those files that are wrong too.
    void begin_unopened(OpenedAs wanted, const ScenarioError& error);
    const OpenedAs& opened() const { return opened_; }

    /// Looks, if a second has passed. True if files have changed since: look at mistakes(), and at ready().
    bool look(double seconds);
    /// True once after each change that look() saw, whoever called that.
    bool take_news();
    /// Whether the files have changed and can be opened.
    bool ready() const { return changed_ && mistakes_.empty(); }
    /// "baseline.toml:12:3: unknown key …", of the files as they are now.
    const std::vector<std::string>& mistakes() const { return mistakes_; }

  private:
    void watch(std::vector<std::filesystem::path> files);

    struct Watched {
        std::filesystem::path file;
        std::filesystem::file_time_type time;
    };

    OpenedAs opened_;
    std::vector<Watched> files_;
    std::vector<std::string> mistakes_;
    bool changed_ = false;
    bool news_ = false;  ///< not taken yet
    double looked_ = 0;
};

/// The mistakes, one line each.
std::vector<std::string> lines_of(const ScenarioError& error);

}  // namespace enclosure::viz
