// What a panel has in hand while a frame is built: where to draw, how it looks, what the pointer and the keys do, and the names of widgets.
// Invariant: every widget has a name ("run.play", "lever.prices.markup_max") under which scripts, keyboard focus and tests know it; names
// are unique in a frame. A widget is drawn and answers in one call (immediate mode); what it edits belongs to the panel.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/kit/canvas.h"
#include "viz/kit/geometry.h"
#include "viz/theme/theme.h"

namespace enclosure::viz {

/// Keys that the program knows, besides text that is typed.
enum class Key : std::uint8_t {
    none,
    space,
    left,
    right,
    up,
    down,
    home,
    end,
    page_up,
    page_down,
    enter,
    escape,
    tab,
    backspace,
    del,
    letter
};

/// A key that was pressed since the last frame. Presses shorter than a frame are here too.
struct KeyPress {
    Key key = Key::none;
    char letter = 0;  ///< 'a' to 'z', '0' to '9' or one of "+-=[]/?." if key is `letter`
    bool ctrl = false;
    bool shift = false;
};

struct Input {
    Place pointer{-1, -1};
    bool pointer_inside = false;
    bool down = false;      ///< the left button is held
    bool pressed = false;   ///< it went down since the last frame
    bool released = false;  ///< it went up
    bool double_click = false;
    float wheel = 0;                  ///< steps, up is positive
    std::vector<KeyPress> keys = {};  ///< not taken by a text field
    std::string typed = {};           ///< UTF-8, for text fields
};

/// A widget as scripts and tests see it: `value` is what it shows or 0/1.
struct WidgetMark {
    std::string name;
    Rect rect;
    std::string value;
    bool visible = true;  ///< not scrolled out of sight; reveal() brings it back
};

/// A text that did not fit the place that it was given.
struct TextOverflow {
    std::string text;
    float width = 0;
    float room = 0;
};

struct UiState;  // focus, what is being dragged, open menus, scroll positions; viz/kit/ui_state.h

struct Ui {
    Canvas& canvas;
    const Theme& theme;
    Input& input;  ///< who uses a key or the wheel takes it out
    UiState& state;
    std::vector<WidgetMark>& marks;
    std::vector<TextOverflow>& overflows;
    double seconds = 0;         ///< since the program began; a fixed beat when drawn offscreen
    bool* animating;            ///< set to true to be drawn again at once
    bool keyboard_free = true;  ///< no text field has the focus, so that keys are shortcuts

    float px(float points) const { return theme.px(points); }
    Colour colour(Tone tone) const { return theme.colour(tone); }
    /// Whether the pointer is over the rectangle, nothing lies on top (menus, the tour) and no other widget is being dragged.
    bool hovers(Rect rect) const;
    /// Makes the rectangle known under a name.
    void mark(std::string_view name, Rect rect, std::string_view value = {});
    /// Text cut to `room` pixels with an ellipsis where it is too long and `cut` allows it; noted as an overflow where not.
    void text(Place at, std::string_view text, Font font, Tone tone, float room, Align align = Align::left, bool cut = false);
    /// Text broken into lines of `room` pixels; returns its height. Draws nothing if `draw` is false.
    float paragraph(Place at, std::string_view text, Font font, Tone tone, float room, bool draw = true);
    /// To be shown beside the pointer when the frame ends, on top of everything: a title, then lines.
    void tooltip(std::string_view title, std::string_view lines = {});
    /// Drawn when the frame ends, over all that came before; within `rect` the pointer belongs to it alone. For menus and dialogues. What
    /// is on top may put something on top of itself.
    void on_top(std::string_view name, Rect rect, std::function<void(Ui&)> draw);
};

}  // namespace enclosure::viz
