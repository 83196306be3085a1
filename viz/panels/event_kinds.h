// How kinds of events are shown: one table from the kinds of the chronicle to the few classes that a reader tells apart, each with its tone
// and its shape.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/world/chronicle.h"
#include "viz/kit/canvas.h"

namespace enclosure::viz {

/// What kind of thing happened. Shapes differ, so that colour is never all there is.
enum class EventClass : std::uint8_t { release, incident, policy, market, strategy, shock, count };

inline constexpr std::size_t event_class_count = static_cast<std::size_t>(EventClass::count);

/// Of an entry of the chronicle by its kind ("release", "leak", "entry", …) ; what is unknown belongs to the market.
EventClass event_class(std::string_view kind);

/// What happened to whom, as a sentence: "entrant_14 releases: Open core".
std::string event_line(const ChronicleEntry& entry);

/// "release", "incident", …, to be shown.
std::string_view event_class_name(EventClass kind);

Tone event_tone(EventClass kind);

/// The mark on a timeline: triangle, disc, square, diamond, bar, star.
void draw_event_mark(Canvas& canvas, EventClass kind, Place middle, float radius, Colour colour);

}  // namespace enclosure::viz
