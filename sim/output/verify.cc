#include "sim/output/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace enclosure {

namespace {

// Times, places and programs differ between a run and its repetition; how a run ended is the caller's affair.
constexpr std::array<std::string_view, 6> compared_attributes{"seed", "scenario", "title", "question", "until", "state_hash"};

bool same(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}
template <class T>
bool same(const T& a, const T& b) {
    return a == b;
}

std::string shown(double x) {
    return fmt::format("{}", x);
}
std::string shown(std::uint64_t x) {
    return fmt::format("{:016x}", x);  // hashes
}
template <std::integral T>
std::string shown(T x) {
    return fmt::format("{}", x);
}
std::string shown(const std::string& x) {
    return "\"" + x + "\"";
}

std::string shape(const Dataset& d) {
    std::string dims;
    for (const std::string& dim : d.dims) dims += (dims.empty() ? "" : " x ") + dim;
    return fmt::format("{} values over {}", value_count(d.values), dims.empty() ? "nothing" : dims);
}

void compare(Verification& v, const std::string& object, const Dataset& file, const Dataset* again, std::size_t steps) {
    const bool in_time = !file.dims.empty() && file.dims.front() == "time";
    ++v.objects;
    v.values += value_count(file.values);
    if (again == nullptr) {
        v.differences.push_back({.object = object, .in_file = shape(file), .here = "nothing"});
        return;
    }
    if (file.dims != again->dims || file.values.index() != again->values.index() ||
        value_count(file.values) != value_count(again->values)) {
        v.differences.push_back({.object = object, .in_file = shape(file), .here = shape(*again)});
        return;
    }
    const std::size_t row = in_time && steps > 0 ? std::max<std::size_t>(value_count(file.values) / steps, 1) : 1;
    std::visit(
        [&](const auto& a) {
            const auto& b = std::get<std::remove_cvref_t<decltype(a)>>(again->values);
            RunDifference d{.object = object, .in_time = in_time};
            for (std::size_t i = 0; i < a.size(); ++i) {
                if (same(a[i], b[i])) continue;
                if (d.count++ > 0) continue;
                d.first = i / row;
                d.in_file = shown(a[i]);
                d.here = shown(b[i]);
            }
            if (d.count > 0) v.differences.push_back(std::move(d));
        },
        file.values);
}

std::string shown(const Attribute* attribute) {
    if (attribute == nullptr) return "nothing";
    return std::visit([](const auto& value) { return shown(value); }, attribute->value);
}

const Dataset* own_dataset(const RunFile& run, const std::string& group, const std::string& name) {
    for (const Group& g : run.groups) {
        if (g.path != group) continue;
        for (const Dataset& d : g.datasets) {
            if (d.name == name) return &d;
        }
    }
    return nullptr;
}

}  // namespace

Verification verify(const RunFile& file, const RunFile& again) {
    Verification v;
    const Dataset* time = find_dataset(file, "", "time");
    const std::size_t steps = time == nullptr ? 0 : value_count(time->values);
    for (const Group& group : file.groups) {
        if (group.path == "scenario") continue;
        for (const Dataset& d : group.datasets) compare(v, group.path + "/" + d.name, d, own_dataset(again, group.path, d.name), steps);
    }
    for (const Dataset& scale : file.scales) {
        const auto match = std::find_if(again.scales.begin(), again.scales.end(), [&](const Dataset& s) { return s.name == scale.name; });
        compare(v, scale.name, scale, match == again.scales.end() ? nullptr : &*match, steps);
    }
    for (const std::string_view name : compared_attributes) {
        ++v.objects;
        const std::string in_file = shown(find_attribute(file, name));
        const std::string here = shown(find_attribute(again, name));
        if (in_file != here) v.differences.push_back({.object = std::string{name}, .count = 1, .in_file = in_file, .here = here});
    }
    for (const Group& group : again.groups) {
        if (group.path == "scenario") continue;
        for (const Dataset& d : group.datasets) {
            if (own_dataset(file, group.path, d.name) == nullptr) v.new_here.push_back(group.path + "/" + d.name);
        }
    }
    std::stable_sort(v.differences.begin(), v.differences.end(), [](const RunDifference& a, const RunDifference& b) {
        if (a.in_time != b.in_time) return a.in_time;
        return a.in_time && a.first < b.first;
    });
    return v;
}

}  // namespace enclosure
