// What all panels share of what is looked at: which view, which moment, which agent. Nothing here changes a world.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "viz/kit/geometry.h"

namespace enclosure::viz {

enum class View : std::uint8_t { live, compare, studies };

enum class Lens : std::uint8_t { openness, capability, welfare, trust, risk, segment, region };

/// A firm or a user that is looked at.
struct Subject {
    enum class Kind : std::uint8_t { firm, user } kind = Kind::firm;
    std::size_t row = 0;
    bool operator==(const Subject&) const = default;
};

/// A span of steps that charts show.
struct Span {
    double first = 0;
    double last = 0;
};

struct ViewState {
    View view = View::live;
    Lens lens = Lens::openness;
    std::optional<std::size_t> cursor = {};  ///< step of the past that is shown; none: the newest
    std::optional<double> crosshair = {};    ///< step under the pointer, on any chart; set anew in each frame
    std::optional<Span> zoom = {};           ///< of the charts' time; none: the whole run
    std::optional<Subject> hovered = {};
    std::optional<Subject> pinned = {};
    std::optional<double> policy_from = {};  ///< step of the first change of rules, drawn on charts

    /// Short messages at the window's foot, newest last, each for some seconds.
    struct Message {
        std::string text;
        bool bad = false;
        double until = 0;  ///< Ui::seconds
    };
    std::vector<Message> messages = {};
};

}  // namespace enclosure::viz
