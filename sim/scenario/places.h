// Where the values, tables and rows of a scenario stand, by path.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/diagnostics.h"

namespace enclosure {

class Places {
  public:
    void set(const std::string& path, Place place) { places_.insert_or_assign(path, std::move(place)); }

    /// Where exactly that path stands; nullptr if no file or option gives it.
    const Place* find(std::string_view path) const;

    /// Where the path stands, or the nearest table or row above it that stands somewhere.
    Place nearest(std::string_view path) const;

    /// Notes that the value at that path was given and could not be read, so that checks which need it say nothing.
    void set_wrong(const std::string& path) { wrong_.insert(path); }

    /// Whether the value at that path, or any below it, could not be read.
    bool is_wrong(std::string_view path) const;

  private:
    std::map<std::string, Place, std::less<>> places_;
    std::set<std::string, std::less<>> wrong_;
};

}  // namespace enclosure
