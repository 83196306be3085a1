// Plays a script on a stage that draws frames.
// Invariant: a press lasts a frame, as a hand's does: down, drawn, up, drawn. After every command frames are drawn until nothing moves, so
// that the next one finds the window at rest.
#pragma once

#include <filesystem>
#include <string_view>

#include "viz/app/frame.h"
#include "viz/script/script.h"

namespace enclosure::viz {

/// Where a script is played.
class Stage {
  public:
    virtual ~Stage() = default;
    /// Draws a frame with that input and gives back what it left.
    virtual const Frame& frame(Input input) = 0;
    virtual void shot(const std::filesystem::path& file) = 0;
    virtual void resize(int width, int height) = 0;
    virtual void set_theme(ThemeKind kind) = 0;
    /// Lets that many steps be made, or as many as it takes to have made `until`.
    virtual void steps(std::size_t count) = 0;
    virtual void until(std::size_t step) = 0;
    /// Brings a widget into sight in the next frames.
    virtual void reveal(std::string_view name) = 0;
};

/// Plays it to the end. Throws ScriptError at the first command that cannot be done or expectation that is not met.
void play(const Script& script, Stage& stage);

/// Draws frames until nothing moves, at most 60; gives back the last.
const Frame& settle(Stage& stage, Input at_rest);

}  // namespace enclosure::viz
