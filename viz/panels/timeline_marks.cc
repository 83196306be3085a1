#include "viz/panels/timeline_marks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/indicators/indicator.h"

namespace enclosure::viz {

namespace {

// What is rare and grave is shown for the others.
int weight(EventClass kind) {
    constexpr std::array<int, event_class_count> weights{1, 4, 3, 2, 0, 5};
    return weights[static_cast<std::size_t>(kind)];
}

}  // namespace

std::size_t TimelineScale::step_at(float x) const {
    if (strip.w <= 0) return 0;
    const double share = std::clamp(static_cast<double>((x - strip.x) / strip.w), 0.0, 1.0);
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(steps)));
}

std::vector<EventPoint> event_points(const Track& track, std::size_t size) {
    std::vector<EventPoint> points;
    for (std::size_t step = 1; step < size; ++step) {
        for (const ChronicleEntry& entry : track.record(step).events) points.push_back({step, event_class(entry.kind)});
    }
    return points;
}

std::vector<EventMark> collapse(std::span<const EventPoint> events, const TimelineScale& scale, float apart) {
    std::vector<EventMark> marks;
    for (const EventPoint& event : events) {
        const float x = scale.place(static_cast<double>(event.step));
        // Compared with where the mark stands: in the middle of its events, which a run of near events moves on by half of what it grows,
        // so that it spans less than twice `apart`.
        if (!marks.empty() && x - marks.back().x < apart) {
            EventMark& mark = marks.back();
            if (weight(event.kind) > weight(mark.kind)) mark.kind = event.kind;
            mark.last = event.step;
            ++mark.count;
            mark.x = (scale.place(static_cast<double>(mark.step)) + x) / 2;
            continue;
        }
        marks.push_back({event.step, event.step, event.kind, 1, x});
    }
    return marks;
}

SeatShares seat_shares(const StepRecord& record) {
    SeatShares shares;
    for (const FirmRecord& firm : record.firms) {
        if (!firm.alive || !std::isfinite(firm.seat_share)) continue;
        double& share = firm.openness == Openness::closed ? shares.closed : firm.openness == Openness::hybrid ? shares.hybrid : shares.open;
        share += firm.seat_share;
    }
    return shares;
}

std::vector<RegimeSpan> regime_spans(const Track& track, std::size_t size) {
    std::vector<RegimeSpan> spans;
    const Indicator* indicator = find_indicator("regime");
    if (!indicator) return spans;
    const auto row = static_cast<std::size_t>(indicator - indicators().data());
    for (std::size_t step = 1; step < size; ++step) {
        const std::vector<double>& world = track.record(step).world;
        if (row >= world.size() || !std::isfinite(world[row])) continue;
        const int regime = static_cast<int>(std::lround(world[row]));
        if (!spans.empty() && spans.back().regime == regime && spans.back().last + 1 == step)
            spans.back().last = step;
        else
            spans.push_back({step, step, regime});
    }
    return spans;
}

}  // namespace enclosure::viz
