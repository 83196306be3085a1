#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/claims/claim.h"
#include "analysis/claims/claim_cells.h"
#include "analysis/claims/claim_measures.h"
#include "analysis/claims/claim_rules.h"
#include "sim/scenario/extends.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/places.h"
#include "sim/scenario/read_table.h"

namespace enclosure {

namespace fs = std::filesystem;

std::optional<Claim> load_claim(const fs::path& file, Report& report) {
    const std::string name = file.string();
    std::string why;
    const fs::path resolved = resolve_file(file, why);
    if (!why.empty()) return report.add({name}, why), std::nullopt;
    std::optional<Node> root = parse_toml_file(resolved, name, {name}, report);
    if (!root || !check_schema_version(*root, name, report)) return std::nullopt;
    root->erase("schema_version");
    Claim claim;
    claim.file = file;
    Places places;
    places.set("", {name, 1, 1});
    const std::size_t before = report.size();
    Readout readout{places, report};
    check_rows(*root, "", report);
    read_table(*root, claim.keys, "", readout);
    places.set("", {name, 1, 1});
    if (report.size() > before) return std::nullopt;  // the rest would only repeat it
    check_claim_words(claim.keys, places, report);
    const bool runs = check_claim_arms(claim.keys, places, report);
    claim.arms = claim_arms(claim.keys);
    const bool whole = runs && load_cells(claim, places, report);
    take_measures(claim, places, report);
    check_claim_rule(claim, places, report);
    if (!whole || report.size() > before) return std::nullopt;
    return claim;
}

}  // namespace enclosure
