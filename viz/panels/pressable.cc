#include "viz/panels/pressable.h"

#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"

namespace enclosure::viz {

Pressable pressable(Ui& ui, std::string_view name, Rect rect, std::string_view value) {
    ui.mark(name, rect, value);
    const bool focused = focusable(ui, name, rect, key_bit(Key::enter) | key_bit(Key::space));
    const Grip hold = grip(ui, name, rect);
    const bool by_key = focused && (take_own_key(ui, Key::enter) || take_own_key(ui, Key::space));
    const bool clicked = by_key || (hold.released && hold.hovered);
    if (clicked) *ui.animating = true;
    return {hold.hovered, clicked};
}

}  // namespace enclosure::viz
