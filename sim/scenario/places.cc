#include "sim/scenario/places.h"

namespace enclosure {

const Place* Places::find(std::string_view path) const {
    const auto found = places_.find(path);
    return found == places_.end() ? nullptr : &found->second;
}

Place Places::nearest(std::string_view path) const {
    while (true) {
        if (const Place* place = find(path)) return *place;
        if (path.empty()) return {"default"};
        const std::size_t dot = path.rfind('.');
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(0, dot);
    }
}

bool Places::is_wrong(std::string_view path) const {
    if (wrong_.count(path)) return true;
    const std::string below = std::string(path) + '.';
    const auto first = wrong_.lower_bound(below);
    return first != wrong_.end() && first->compare(0, below.size(), below) == 0;
}

}  // namespace enclosure
