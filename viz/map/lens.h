// The lenses of the map: what the colour of a user says.
// Invariant: numbers have the sequential colours of the charts over the range of the month that is shown (of both worlds, if there are
// two), which the legend states: over the whole run, growth would leave the models of one month with one colour. Kinds have inks of their
// own or the theme's colours of openness; and every colour of the map is named in the legend.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/chart/colour_scale.h"
#include "viz/app/view_state.h"
#include "viz/map/splat.h"
#include "viz/session/track.h"
#include "viz/theme/theme.h"

namespace enclosure::viz {

/// What a lens is, once for controls, legend and tooltips.
struct LensFacts {
    Lens lens;
    std::string_view label;
    std::string_view short_label;
    std::string_view says;  ///< what the colour is, for the title line
    std::string_view unit;  ///< after the number; empty for kinds and shares
    bool number = false;
};
inline constexpr std::array<LensFacts, 7> lens_facts{{
    {Lens::openness, "Openness", "Open", "how open the firm is", "", false},
    {Lens::capability, "Capability", "Score", "score of the user's model", "OOM", true},
    {Lens::welfare, "Welfare", "Welfare", "consumer surplus of a seat in the user's segment", "USD/yr", true},
    {Lens::trust, "Trust", "Trust", "trust in the user's model", "", true},
    {Lens::risk, "Risk", "Risk", "incidents of the user's model in the step", "per million seats", true},
    {Lens::segment, "Segment", "Segm.", "segment of the user", "", false},
    {Lens::region, "Region", "Region", "region of the user", "", false},
}};

constexpr const LensFacts& facts_of(Lens lens) {
    return lens_facts[static_cast<std::size_t>(lens)];
}

/// Kinds without a rank: hues that readers of every colour vision tell apart best, none of them that of an openness (after Okabe and Ito
/// 2008).
inline constexpr std::array<Ink, 8> kind_inks{{{{0x00, 0x72, 0xb2}, {0x56, 0xb4, 0xe9}},
                                               {{0xb3, 0x5a, 0x00}, {0xff, 0x9f, 0x4a}},
                                               {{0x8c, 0x7a, 0x00}, {0xf0, 0xe4, 0x42}},
                                               {{0x9b, 0x3d, 0x7c}, {0xe3, 0x9b, 0xc8}},
                                               {{0x2b, 0x2f, 0x36}, {0xe8, 0xec, 0xf4}},
                                               {{0xd4, 0x4f, 0x2a}, {0xe0, 0x62, 0x3c}},
                                               {{0x5a, 0x8f, 0x3c}, {0x9c, 0xd0, 0x6e}},
                                               {{0x7a, 0x62, 0x4f}, {0xb0, 0x95, 0x7e}}}};

/// Range of a lens's numbers in a month: over segments, or over models that more than a few use; empty if there are none.
Extent lens_extent(Lens lens, const StepRecord& record);

/// The scale of colours over a range; for shares from 0 to 1, for rates and money from 0 on.
ColourScale lens_scale(Lens lens, Extent range);

/// Classes that a click on the legend has taken away.
struct HiddenClasses {
    std::uint64_t openness = 0;  ///< bits by Openness
    std::uint64_t segments = 0;
    std::uint64_t regions = 0;
    bool developers = false;
    bool background = false;

    bool operator==(const HiddenClasses&) const = default;
};
constexpr bool is_hidden(std::uint64_t bits, std::size_t member) {
    return member < 64 && (bits >> member & 1U) != 0;
}

Colour colour_of(Ink ink, ThemeKind theme);
Colour openness_colour(Openness openness, const Theme& theme);
Colour category_colour(std::size_t member, ThemeKind theme);
Colour scale_colour(const ColourScale& scale, double value, const Theme& theme);

/// Colours by [cell·256 + choice]; 0 for what is hidden.
std::vector<InkSum> lens_inks(Lens lens, const StepRecord& record, const Population& population, const ColourScale& scale,
                              const HiddenClasses& hidden, const Theme& theme);

/// A firm's number under a lens, over its models by their users; NaN if it has none or the lens is of kinds.
double firm_number(Lens lens, const StepRecord& record, std::int32_t firm);

/// The number as readers see it, with its unit; without it, where room is short.
std::string lens_text(Lens lens, double value);
std::string lens_number(Lens lens, double value);

}  // namespace enclosure::viz
