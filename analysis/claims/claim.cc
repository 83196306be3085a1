#include "analysis/claims/claim.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>
#include <tuple>

#include "sim/scenario/load.h"

namespace enclosure {

namespace fs = std::filesystem;

std::vector<std::size_t> Claim::levels_of(std::size_t combination) const {
    std::vector<std::size_t> levels(keys.condition.size());
    for (std::size_t k = levels.size(); k-- > 0;) {
        levels[k] = combination % keys.condition[k].level.size();
        combination /= keys.condition[k].level.size();
    }
    return levels;
}

const std::string& Claim::condition_title(std::size_t condition) const {
    const ClaimConditionRow& row = keys.condition[condition];
    return row.title.empty() ? row.id : row.title;
}

const std::string& Claim::level_title(std::size_t condition, std::size_t level) const {
    const ClaimLevelRow& row = keys.condition[condition].level[level];
    return row.title.empty() ? row.id : row.title;
}

std::string Claim::combination_text(std::size_t combination) const {
    std::string text;
    const std::vector<std::size_t> levels = levels_of(combination);
    for (std::size_t k = 0; k < levels.size(); ++k) {
        text += (text.empty() ? "" : ", ") + condition_title(k) + ": " + level_title(k, levels[k]);
    }
    return text;
}

namespace {

// O2 before O10, open before closed before balance; other names behind them by letter.
std::tuple<std::size_t, std::string, int, std::string> rank_of(const fs::path& file) {
    const std::string name = file.stem().string();
    const std::size_t digits = std::min(name.find_first_of("0123456789"), name.size());
    int number = 0;
    std::from_chars(name.data() + digits, name.data() + name.size(), number);
    const std::string letters = name.substr(0, digits);
    constexpr std::string_view order = "OCB";
    const std::size_t table = letters.size() == 1 ? std::min(order.find(letters), order.size()) : order.size();
    return {table, letters, number, name};
}

}  // namespace

std::vector<fs::path> shipped_claims() {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(data_root() / "scenarios/claims", none)) {
        if (entry.path().extension() == ".toml") files.push_back("lib:claims/" + entry.path().stem().string());
    }
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) { return rank_of(a) < rank_of(b); });
    return files;
}

std::vector<Claim> load_claims(const std::vector<fs::path>& files) {
    Report report;
    std::vector<Claim> claims;
    std::map<std::string, fs::path> seen;
    for (const fs::path& file : files) {
        std::optional<Claim> claim = load_claim(file, report);
        if (!claim) continue;
        const auto [there, is_new] = seen.emplace(claim->keys.id, file);
        if (!is_new) {
            report.add({file.string(), 1, 1}, "the id " + claim->keys.id + " is that of " + there->second.string() + " too");
        }
        claims.push_back(std::move(*claim));
    }
    report.throw_if_any();
    return claims;
}

}  // namespace enclosure
