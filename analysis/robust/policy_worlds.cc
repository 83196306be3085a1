#include "analysis/robust/policy_worlds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

std::size_t values_in(const PolicyWorlds& table, std::size_t policy, std::size_t world) {
    std::size_t n = 0;
    for (std::size_t r = 0; r < table.replicates; ++r) n += std::isfinite(table.value(policy, world, r)) ? 1 : 0;
    return n;
}

// Replicates that count for a policy in a world.
std::vector<std::size_t> replicates_that_count(const PolicyWorlds& table, std::size_t policy, std::size_t world) {
    std::vector<std::size_t> out;
    for (std::size_t r = 0; r < table.replicates; ++r) {
        bool counts = std::isfinite(table.value(policy, world, r));
        for (std::size_t p = 0; table.paired && counts && p < table.policies.size(); ++p) counts = std::isfinite(table.value(p, world, r));
        if (counts) out.push_back(r);
    }
    return out;
}

std::string why_no_world_counts(const PolicyWorlds& table) {
    std::string text = fmt::format("{} is defined for all policies in none of {} worlds", table.outcome, table.worlds);
    for (std::size_t p = 0; p < table.policies.size(); ++p) {
        std::size_t undefined = 0;
        for (std::size_t w = 0; w < table.worlds; ++w) undefined += values_in(table, p, w) == 0 ? 1 : 0;
        text += fmt::format("{} {} lacks it in {}", p == 0 ? ":" : ",", table.policies[p], undefined);
    }
    return text + ". Leave out the policy that lacks most, or look at another outcome.";
}

}  // namespace

std::vector<std::string> policy_worlds_trouble(const PolicyWorlds& table) {
    std::vector<std::string> reasons;
    const auto expect = [&](bool holds, std::string reason) {
        if (!holds) reasons.push_back(std::move(reason));
    };
    expect(!table.policies.empty(), fmt::format("Robustness of {} needs at least one policy.", table.outcome));
    expect(table.worlds > 0 && table.replicates > 0, fmt::format("Robustness of {} needs at least one world.", table.outcome));
    expect(table.values.size() == table.policies.size() * table.worlds * table.replicates,
           fmt::format("{} needs a value for each policy, world and replicate: {} × {} × {}, not {}.", table.outcome, table.policies.size(),
                       table.worlds, table.replicates, table.values.size()));
    for (std::size_t p = 0; p < table.policies.size(); ++p) {
        const auto end = table.policies.begin() + static_cast<std::ptrdiff_t>(p);
        expect(std::find(table.policies.begin(), end, table.policies[p]) == end,
               fmt::format("Policy {} is there twice; give each a name of its own.", table.policies[p]));
    }
    if (!table.weights.empty()) {
        expect(table.weights.size() == table.worlds, fmt::format("{} worlds need as many weights, or none.", table.worlds));
        expect(std::all_of(table.weights.begin(), table.weights.end(), [](double w) { return w >= 0 && std::isfinite(w); }),
               "Weights of worlds must be numbers that are not negative.");
    }
    return reasons;
}

CompleteWorlds worlds_that_count(const PolicyWorlds& table) {
    std::vector<std::string> reasons = policy_worlds_trouble(table);
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    const std::size_t policies = table.policies.size();
    CompleteWorlds out;
    std::vector<std::vector<std::size_t>> kept;  // world that counts × policy
    for (std::size_t w = 0; w < table.worlds; ++w) {
        std::vector<std::vector<std::size_t>> here;
        for (std::size_t p = 0; p < policies; ++p) here.push_back(replicates_that_count(table, p, w));
        if (std::any_of(here.begin(), here.end(), [](const std::vector<std::size_t>& r) { return r.empty(); })) {
            out.dropped.push_back(w);
            continue;
        }
        out.worlds.push_back(w);
        if (!table.weights.empty()) out.weights.push_back(table.weights[w]);
        for (std::size_t p = 0; p < policies; ++p) out.dropped_replicates += values_in(table, p, w) - here[p].size();
        kept.insert(kept.end(), here.begin(), here.end());
    }
    for (std::size_t p = 0; p < policies; ++p) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            const std::vector<std::size_t>& here = kept[i * policies + p];
            double sum = 0;
            for (const std::size_t r : here) sum += table.value(p, out.worlds[i], r);
            out.means.push_back(sum / static_cast<double>(here.size()));
            out.replicates.push_back(here);
        }
    }
    return out;
}

CompleteWorlds complete_worlds(const PolicyWorlds& table) {
    CompleteWorlds out = worlds_that_count(table);
    if (out.worlds.empty()) throw AnalysisError(why_no_world_counts(table));
    if (!out.weights.empty() && std::all_of(out.weights.begin(), out.weights.end(), [](double w) { return w == 0; })) {
        throw AnalysisError(fmt::format("All worlds in which {} is defined have weight 0.", table.outcome));
    }
    return out;
}

double policy_loss_sign(Better better) {
    return better == Better::higher ? -1 : 1;
}

}  // namespace enclosure
