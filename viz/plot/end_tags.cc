#include "viz/plot/end_tags.h"

#include <algorithm>
#include <cmath>

#include "analysis/chart/labels.h"

namespace enclosure::viz {

namespace {

float padding(const Theme& theme) {
    return theme.px(5);
}

}  // namespace

float tag_height(const Canvas& canvas, const Theme& theme) {
    return canvas.height_of(Font::tiny) + theme.px(4);
}

float widest_tag(const Canvas& canvas, const Theme& theme, std::span<const PlotTag> tags) {
    float width = 0;
    for (const PlotTag& tag : tags) width = std::max(width, std::ceil(canvas.width_of(tag.text, Font::tiny)) + 2 * padding(theme));
    return width;
}

std::vector<Rect> place_tags(const Canvas& canvas, const Theme& theme, std::span<const PlotTag> tags, const Scale& y, Rect plot,
                             float left) {
    std::vector<Rect> places(tags.size());
    // Labels are spread in the order in which they are given: from the top down. Sorted by value, not by place, so that what lies beyond
    // the plot's ends keeps its order too.
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (std::isfinite(place(y, tags[i].value))) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return tags[a].value > tags[b].value; });
    // Where there is no room for all, those given last go without.
    const float height = tag_height(canvas, theme);
    const float gap = theme.px(2);
    const auto fit = static_cast<std::size_t>(std::max(1.0F, std::floor((plot.h + gap) / (height + gap))));
    while (order.size() > fit) order.erase(std::max_element(order.begin(), order.end()));
    std::vector<double> wanted;
    for (const std::size_t i : order) wanted.push_back(place(y, tags[i].value));
    const double half = height / 2;
    const std::vector<double> middles = spread(wanted, height + gap, plot.y + half, std::max<double>(plot.bottom() - half, plot.y + half));
    for (std::size_t k = 0; k < order.size(); ++k) {
        const float width = std::ceil(canvas.width_of(tags[order[k]].text, Font::tiny)) + 2 * padding(theme);
        places[order[k]] = {left, std::round(static_cast<float>(middles[k] - half)), width, height};
    }
    return places;
}

void draw_tags(Canvas& canvas, const Theme& theme, std::span<const PlotTag> tags, std::span<const Rect> places) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const Rect at = places[i];
        if (at.empty()) continue;
        canvas.fill(at, mixed(theme.colour(Tone::card), tags[i].colour, 0.2F), theme.px(4));
        const float top = at.y + (at.h - canvas.height_of(Font::tiny)) / 2;
        canvas.text({at.x + padding(theme), top}, tags[i].text, Font::tiny, readable_tone(theme, tags[i].colour));
    }
}

}  // namespace enclosure::viz
