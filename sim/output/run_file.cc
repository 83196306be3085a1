#include "sim/output/run_file.h"

#include <algorithm>

#include "sim/output/replace_file.h"

namespace enclosure {

namespace {

template <class Named>
const Named* find_named(const std::vector<Named>& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::size_t value_count(const Values& values) {
    return std::visit([](const auto& vector) { return vector.size(); }, values);
}

const Dataset* find_dataset(const RunFile& run, std::string_view group, std::string_view name) {
    if (group.empty()) return find_named(run.scales, name);
    for (const Group& candidate : run.groups) {
        if (candidate.path != group) continue;
        if (const Dataset* found = find_named(candidate.datasets, name)) return found;
        for (const Dataset& dataset : candidate.datasets) {
            if (std::find(dataset.dims.begin(), dataset.dims.end(), name) != dataset.dims.end()) return find_named(run.scales, name);
        }
    }
    return nullptr;
}

const Attribute* find_attribute(const RunFile& run, std::string_view name) {
    return find_named(run.attributes, name);
}

const Attribute* find_attribute(const Dataset& dataset, std::string_view name) {
    return find_named(dataset.attributes, name);
}

void write_run_file(const std::filesystem::path& file, const RunFile& run) {
    check_replaceable(file);
    replace_file(file, encode_run_file(run, file));
}

}  // namespace enclosure
