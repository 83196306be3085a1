// What the widgets remember from one frame to the next, and how a frame begins and ends.
// Invariant: a widget is known by its name alone. What was drawn in the last frame decides whom keys and the pointer belong to in this one.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "viz/kit/ui.h"

namespace enclosure::viz {

/// A widget that Tab comes to, and which keys are its own while it has the focus (a bit for each Key).
struct Focusable {
    std::string name;
    Rect rect;
    std::uint32_t keys = 0;
};

/// Something drawn over the rest, in which the pointer belongs to it.
struct Layer {
    std::string name;
    Rect rect;
};

/// The place in a text where typing goes on, in bytes, and where the marking of a part began.
struct Caret {
    std::size_t at = 0;
    std::size_t anchor = 0;
    float shift = 0;  ///< pixels that the text is moved to the left, so that the caret is seen
};

struct TooltipText {
    std::string title;
    std::string lines;
};

/// How far a scroll area is moved, how high its content was, and whether its bar was shown.
struct Scroll {
    float at = 0;
    float content = 0;
    float gripped_at = 0;  ///< where it was when its bar was taken hold of
};

struct UiState {
    Rect window;                   ///< all there is to draw on
    std::string focus;             ///< widget that has the keys; empty: none
    std::uint32_t focus_keys = 0;  ///< that it takes
    bool focus_seen = false;       ///< it came by Tab: draw the ring
    bool editing = false;          ///< it is a text field
    Caret caret;
    std::vector<KeyPress> own_keys;  ///< of this frame, for the widget that has the focus
    std::vector<Focusable> focusables;

    std::string active;  ///< widget that is being dragged or held down
    Rect active_rect;
    Place pointer_before;      ///< in the last frame
    Place grabbed_at;          ///< where the pointer went down
    std::string open;          ///< the list or menu that is open; one at a time
    std::size_t open_row = 0;  ///< of it, that the keys are at
    std::string picked_from;   ///< the list in which a row was chosen, until its owner takes the choice
    std::size_t picked_row = 0;
    std::set<std::string, std::less<>> menus;  ///< opened, and their owners not yet told that they are closed

    std::string layer;  ///< being drawn; empty: the window itself
    std::vector<Layer> layers;
    std::vector<Layer> layers_before;
    struct OnTop {
        std::string name;
        Rect rect;
        std::function<void(Ui&)> draw;
    };
    std::vector<OnTop> on_top;

    std::vector<Rect> clips;
    std::map<std::string, Scroll, std::less<>> scrolls;
    std::string reveal;  ///< widget that scroll areas shall bring into sight
    TooltipText tooltip;
    std::string hovered;  ///< what the pointer rests on, and since when
    double hovered_since = 0;

    std::function<std::string()> paste = [this] { return clipboard; };
    std::function<void(const std::string&)> copy = [this](const std::string& text) { clipboard = text; };
    std::string clipboard;  ///< where the system has none
};

/// Sorts the keys of the frame: those of the widget with the focus, and those that are shortcuts.
void begin_frame(Ui& ui, Rect window);

/// Draws what lies on top and the tooltip, and moves the focus by Tab.
void end_frame(Ui& ui);

/// Makes a widget one that Tab comes to; says whether it has the focus, and draws the ring if it came by Tab.
bool focusable(Ui& ui, std::string_view name, Rect rect, std::uint32_t keys);

/// Takes the focus away from whoever has it.
void drop_focus(Ui& ui);

/// Whether that key was pressed for the widget with the focus; taken out.
bool take_own_key(Ui& ui, Key key);

/// Whether that shortcut was pressed; taken out. False while somebody types.
bool take_key(Ui& ui, Key key, char letter = 0, bool ctrl = false, bool shift = false);

/// The part of a rectangle that is not cut off by scroll areas.
Rect visible_part(const Ui& ui, Rect rect);

constexpr std::uint32_t key_bit(Key key) {
    return 1U << static_cast<unsigned>(key);
}

}  // namespace enclosure::viz
