#include "sim/world/stored.h"

namespace enclosure {

namespace {

// With an address: a pointer to the facts in it lives for ever.
template <HasColumns Part>
constexpr auto columns_of = Part::columns();

}  // namespace

std::vector<StoredColumn> stored_columns(World& world) {
    std::vector<StoredColumn> all;
    for_each_part(world, [&](auto& part, std::string_view name) {
        using Part = std::remove_cvref_t<decltype(part)>;
        std::apply([&](const auto&... c) { (all.push_back({name, &c.facts, &(part.*c.member)}), ...); }, columns_of<Part>);
    });
    return all;
}

}  // namespace enclosure
