// How a run stands, in words, as the top bar and files that are exported say it.
#pragma once

#include <string>

#include "viz/app/app.h"

namespace enclosure::viz {

/// "Month 112 / 180", or "Step …" where steps are no months.
std::string step_words(const Track& track, std::size_t step);

/// "May 2033".
std::string month_of(Date date);

/// "412 /s", "0.8 /s".
std::string rate_words(double steps_per_second);

/// The name of a run for people: "baseline" of "lib:baseline" or "/tmp/baseline.toml", of another file the last name of its path; that of
/// a run of a study as it is.
std::string short_name(const std::string& name);

/// The same as a part of names of files: small letters, digits and single hyphens, at most 60 of them, without the seed, which stands
/// beside it. Never empty.
std::string file_slug(const std::string& name);

}  // namespace enclosure::viz
