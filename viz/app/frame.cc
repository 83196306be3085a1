#include "viz/app/frame.h"

namespace enclosure::viz {

Frame draw_frame(App& app, UiState& state, Canvas& canvas, const Theme& theme, Input& input, double seconds, Rect window) {
    Frame frame;
    Ui ui{canvas, theme, input, state, frame.marks, frame.overflows, seconds, &frame.animating};
    app.seconds = seconds;
    begin_frame(ui, window);
    draw_app(ui, app, window);
    end_frame(ui);
    return frame;
}

}  // namespace enclosure::viz
