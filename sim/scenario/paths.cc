#include "sim/scenario/paths.h"

#include <optional>
#include <type_traits>

#include "sim/scenario/leaves.h"
#include "sim/scenario/shape.h"

namespace enclosure {

namespace {

// What a path leads to; at most one pointer of the first two is set.
struct Found {
    double* number = nullptr;
    bool* flag = nullptr;
    const Facts* facts = nullptr;
    std::optional<LeafPointer> leaf = {};
    std::string_view member = {};  // of numbers by id
};

std::string_view take_key(std::string_view& path) {
    const std::size_t end = std::min(path.find('.'), path.size());
    const std::string_view key = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    return key;
}

template <HasFields T>
Found find_in(T& object, std::string_view path);

template <class T>
Found find_member(T& value, const Facts& facts, std::string_view rest) {
    Found found;
    if constexpr (Rows<T>) {
        const std::string_view name = take_key(rest);
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (row_name(value[i], i) == name) return find_in(value[i], rest);
        }
    } else if constexpr (HasFields<T>) {
        return find_in(value, rest);
    } else if constexpr (Leaf<T>) {
        if (!rest.empty()) {
            if constexpr (std::is_same_v<T, PerId>) found.leaf = &value, found.member = rest, found.facts = &facts;
            return found;
        }
        found.facts = &facts;
        found.leaf = &value;
        if constexpr (std::is_same_v<T, double>) found.number = &value;
        if constexpr (std::is_same_v<T, bool>) found.flag = &value;
    }
    return found;
}

template <HasFields T>
Found find_in(T& object, std::string_view path) {
    Found found;
    const std::string_view key = take_key(path);
    const auto try_field = [&](auto& value, const Facts& facts) {
        if constexpr (Groups<std::remove_cvref_t<decltype(value)>>) {
            visit_groups(value, [&](auto& group) {
                if (!found.facts && std::remove_cvref_t<decltype(group)>::section == key) found = find_in(group, path);
            });
        } else if (!found.facts && facts.name == key) {
            found = find_member(value, facts, path);
        }
    };
    std::apply([&](const auto&... f) { (try_field(object.*f.member, f.facts), ...); }, fields_of<T>);
    return found;
}

}  // namespace

double* find_parameter(Scenario& scenario, std::string_view path) {
    return find_in(scenario, path).number;
}

const double* find_parameter(const Scenario& scenario, std::string_view path) {
    return find_in(const_cast<Scenario&>(scenario), path).number;  // nothing is written
}

bool* find_switch(Scenario& scenario, std::string_view path) {
    return find_in(scenario, path).flag;
}

const Facts* find_facts(const Scenario& scenario, std::string_view path) {
    const Found found = find_in(const_cast<Scenario&>(scenario), path);  // nothing is written
    return found.member.empty() ? found.facts : nullptr;
}

std::optional<LeafRef> find_leaf(Scenario& scenario, std::string_view path) {
    const Found found = find_in(scenario, path);
    if (!found.leaf) return std::nullopt;
    return LeafRef{std::string(found.member), found.facts, *found.leaf};
}

std::vector<std::string> parameter_paths(const Scenario& scenario) {
    std::vector<std::string> paths;
    visit_leaves(scenario, [&](const std::string& path, const auto& value, const Facts&) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, double>) paths.push_back(path);
    });
    return paths;
}

}  // namespace enclosure
