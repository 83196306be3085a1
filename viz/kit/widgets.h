// The widgets. Each takes its name, its place and what it shows, and returns what the user did in this frame.
// Invariant: all work by pointer, by keyboard focus (Tab, then Space, Enter or arrows) and by script; the focus is seen as a ring.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "viz/kit/icons.h"
#include "viz/kit/ui.h"

namespace enclosure::viz {

enum class ButtonLook : std::uint8_t { plain, primary, quiet };

/// Text in a rectangle, in the middle of its height; cut with an ellipsis if it does not fit and `cut` allows it.
void label(Ui& ui, Rect rect, std::string_view text, Font font, Tone tone, Align align = Align::left, bool cut = false);

/// What the pointer does with a thing that can be pressed and dragged. While held it has the pointer alone, wherever that goes.
struct Grip {
    bool hovered = false;
    bool pressed = false;  ///< in this frame
    bool held = false;
    bool released = false;  ///< in this frame, anywhere; with `hovered` it was a click
};
Grip grip(Ui& ui, std::string_view name, Rect rect);

/// True when pressed. `tip` is shown when hovered: a title, and lines after a newline.
bool button(Ui& ui, std::string_view name, Rect rect, std::string_view label, ButtonLook look = ButtonLook::plain,
            std::string_view tip = {}, bool enabled = true);
bool icon_button(Ui& ui, std::string_view name, Rect rect, Icon icon, std::string_view tip, ButtonLook look = ButtonLook::quiet,
                 bool enabled = true);

/// One of several; true when `chosen` changed. Segments are named NAME.0, NAME.1, …
bool segmented(Ui& ui, std::string_view name, Rect rect, std::span<const std::string_view> labels, std::size_t& chosen,
               std::string_view tip = {});

/// On or off; true when it changed.
bool checkbox(Ui& ui, std::string_view name, Rect rect, std::string_view label, bool& on, std::string_view tip = {});

struct SliderRange {
    double low = 0;
    double high = 1;
    bool logarithmic = false;
    bool whole = false;
    std::optional<double> tick = {};  ///< the default, drawn as a notch
};

/// True while `value` changes. `done`, if given, is set when the change is complete (button released, key pressed). A double click sets the
/// tick's value.
bool slider(Ui& ui, std::string_view name, Rect rect, const SliderRange& range, double& value, bool changed_from_default,
            bool* done = nullptr, bool enabled = true);

/// A line of text to type into; true when it changed. `hint` is shown while it is empty. `entered`, if given, is set when Enter is pressed.
bool text_field(Ui& ui, std::string_view name, Rect rect, std::string& text, std::string_view hint, bool* entered = nullptr);

/// A list that opens below the rectangle; true when `chosen` changed.
bool drop_down(Ui& ui, std::string_view name, Rect rect, std::span<const std::string> labels, std::size_t& chosen,
               std::string_view tip = {});

/// A menu that opens below an icon or a button; returns the entry chosen in this frame.
std::optional<std::size_t> menu(Ui& ui, std::string_view name, Rect anchor, std::span<const std::string> entries, bool& open);

/// A card: background, border, rounded. Returns the room inside.
Rect card(Ui& ui, Rect rect, std::string_view title = {}, std::string_view subtitle = {});

/// A pill with a text, such as a kind of event: a tint of `tone`, text in its full strength. Returns its width.
float pill(Ui& ui, Place at, std::string_view text, Tone tone);

/// Content that may be higher than its window: `body` draws at the given rectangle (shifted by the scroll position, as high as it likes)
/// and returns its height; wheel, bar and keys scroll. Clipped.
void scroll_area(Ui& ui, std::string_view name, Rect rect, const std::function<float(Rect)>& body);

}  // namespace enclosure::viz
