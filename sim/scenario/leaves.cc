#include "sim/scenario/leaves.h"

#include "sim/scenario/shape.h"

namespace enclosure {

namespace {

template <HasFields T>
void collect(T& object, const std::string& path, std::vector<LeafRef>& leaves) {
    const auto collect_member = [&](auto& member, const Facts& facts) {
        using Value = std::remove_reference_t<decltype(member)>;
        if constexpr (Groups<Value>) {
            visit_groups(member,
                         [&](auto& group) { collect(group, join_path(path, std::remove_cvref_t<decltype(group)>::section), leaves); });
        } else if constexpr (Rows<Value>) {
            const std::string rows = join_path(path, facts.name);
            for (std::size_t i = 0; i < member.size(); ++i) collect(member[i], join_path(rows, row_name(member[i], i)), leaves);
        } else if constexpr (HasFields<Value>) {
            collect(member, join_path(path, facts.name), leaves);
        } else {
            leaves.push_back({join_path(path, facts.name), &facts, &member});
        }
    };
    std::apply([&](const auto&... f) { (collect_member(object.*f.member, f.facts), ...); }, fields_of<T>);
}

}  // namespace

std::vector<LeafRef> leaves_of(Scenario& scenario) {
    std::vector<LeafRef> leaves;
    collect(scenario, "", leaves);
    return leaves;
}

std::vector<LeafRef> leaves_of(Event& event) {
    std::vector<LeafRef> leaves;
    collect(event, "", leaves);
    return leaves;
}

}  // namespace enclosure
