// What every picture says about itself, and the sheet on which it is drawn from the top downwards.
// Invariant: text is escaped, every picture has a title and a description that a reader hears, and a caption if it has a source.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/chart/heading.h"
#include "analysis/chart/number.h"

namespace enclosure {

/// The part that all charts share; each kind of chart adds its own to it.
struct Picture {
    std::string id = "picture";  ///< prefix of element ids: unique on a page; letters, digits and hyphens
    std::string title = {};
    std::string unit = {};         ///< what is measured, in words; below the title
    std::string description = {};  ///< for readers who do not see it; if empty, made from the data
    std::string source = {};       ///< caption under the chart
    double width = 420;            ///< in units of the drawing; 420 to 860 were looked at
    bool standalone = false;       ///< with its own style sheet, as a file of its own
};

/// A picture while it is drawn: all above `y` is taken.
struct Sheet {
    double y = 0;
    std::string svg = {};
    std::vector<std::string> notes = {};  ///< sentences that the caption gets after the source: what was left out, what a sign means
};

/// A sheet with title and unit on it.
Sheet open_sheet(const Picture& picture);

/// How high the caption will be with the notes made so far, its distance included; for charts whose height is given.
double caption_height(const Picture& picture, const Sheet& sheet);

/// The whole `<svg>`: the sheet, the caption below `sheet.y`, and the description, for which `described` stands in if there is none.
std::string close_sheet(const Picture& picture, const Sheet& sheet, std::string_view described);

/// The whole picture of a chart without values: its title and a sentence.
std::string empty_picture(const Picture& picture);

/// "a to b" by a form; nothing if either is not finite.
std::string range_text(double low, double high, const Form& form);

/// "1 point", "12,000 points".
std::string count_text(std::size_t count, std::string_view one, std::string_view many);

}  // namespace enclosure
