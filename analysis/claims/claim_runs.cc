#include "analysis/claims/claim_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/claims/claim_measures.h"
#include "sim/scenario/load.h"
#include "sim/scenario/toml_text.h"
#include "sim/scenario/write.h"
#include "sim/study/model_identity.h"
#include "sim/study/store/record_index.h"

namespace enclosure {

namespace {

/// A set before it is a study: what is measured is known only when all claims have been looked at.
struct Gathered {
    std::string scenario;                            ///< as a file
    std::map<std::string, ClaimMeasureRow> metrics;  ///< by what they are
    std::set<std::string> series;
    std::vector<std::string> fixed;  ///< paths of factors that the claim sets itself
    std::size_t replicates = 1;
    std::size_t points = 0;  ///< worlds; 0: none but seeds
    bool asked = false;
};

// Equal keys are equal runs. Which measures are taken does not belong to it.
std::string key_of_set(const ClaimCell& cell, const Gathered& set) {
    std::string key = cell.text + fmt::format("\nworlds {}\n", set.points);
    for (const std::string& path : set.fixed) key += path + '\n';
    return key;
}

bool keeps_series(const Claim& claim, std::size_t measure) {
    const auto& rows = claim.keys.measure;
    if (rows[measure].path) return true;
    const bool any = std::any_of(rows.begin(), rows.end(), [](const ClaimMeasureRow& row) { return row.path; });
    if (any) return false;
    for (std::size_t m = 0; m < claim.measures.size(); ++m) {
        if (claim.measures[m].predicted) return m == measure;
    }
    return false;
}

std::string text_of_study(const Gathered& set, const ClaimWorlds* worlds) {
    std::string text = fmt::format("[[arm]]\nid = \"run\"\n[replicates]\nnumber = {}\n", set.replicates);
    if (!set.series.empty()) {
        text += "[records]\nseries = " + toml_text(std::vector<std::string>(set.series.begin(), set.series.end())) + '\n';
    }
    std::size_t k = 0;
    for (const auto& [what, row] : set.metrics) text += metric_toml(row, fmt::format("m{}", k++));
    if (set.points == 0) return text;
    Node keys = worlds->keys;
    if (Node* design = keys.find("design"); design && set.points != worlds->points) {
        Node points = make_node(Kind::integer, design->place);
        points.integer = static_cast<std::int64_t>(set.points);
        design->items.front().set("points", std::move(points));
    }
    return text + '\n' + toml_file(keys);
}

std::unique_ptr<ClaimRunSet> make_set(const Gathered& set, const ClaimWorlds* worlds, const RecordIndex& none) {
    StudyTexts texts{{"study.toml", text_of_study(set, worlds)}, {"arms/run.toml", set.scenario}, {"model.txt", model_identity() + '\n'}};
    if (set.points > 0) texts.insert(worlds->files.begin(), worlds->files.end());
    auto made = std::make_unique<ClaimRunSet>(ClaimRunSet{study_of(texts, worlds ? worlds->name : "claims"), {}, set.replicates});
    StudyArm& arm = made->study.arms.front();
    for (std::size_t k = 0; k < made->study.factors.size(); ++k) {
        const auto sets_it = [&](const std::string& path) { return same_setting(path, made->study.factors[k].path); };
        if (std::any_of(set.fixed.begin(), set.fixed.end(), sets_it)) arm.sets[k] = false;
    }
    made->plan = plan_of(made->study, none);
    return made;
}

/// Gathers the cells of claims into sets.
class Gathering {
  public:
    explicit Gathering(const ClaimRequest& request) : request_(request) {}

    void add(const Claim& claim, bool asked) {
        std::vector<std::size_t> of_cells;
        for (const ClaimCell& cell : claim.cells) of_cells.push_back(add(claim, cell, asked));
        if (asked) sets_of_asked_.push_back(std::move(of_cells));
    }

    ClaimRuns make(std::span<const Claim> known) {
        ClaimRuns runs;
        const RecordIndex none(std::vector<std::filesystem::path>{});
        std::vector<std::size_t> number(gathered_.size(), 0);
        for (std::size_t s = 0; s < gathered_.size(); ++s) {
            if (!gathered_[s].asked) continue;
            number[s] = runs.sets.size();
            runs.sets.push_back(make_set(gathered_[s], request_.worlds, none));
        }
        for (std::size_t i = 0; i < request_.asked.size(); ++i) {
            const Claim& claim = known[request_.asked[i]];
            std::vector<ClaimCellRuns> cells;
            for (const std::size_t s : sets_of_asked_[i]) cells.push_back(cell_runs(claim, gathered_[s], number[s]));
            runs.samples.push_back(sample_of(claim));
            runs.cells.push_back(std::move(cells));
        }
        list_runs(runs);
        return runs;
    }

  private:
    bool in_worlds(const Claim& claim) const { return request_.under || claim.over_worlds(); }

    std::size_t sample_of(const Claim& claim) const {
        if (request_.replicates && !in_worlds(claim)) return static_cast<std::size_t>(*request_.replicates);
        return in_worlds(claim) ? points_of(claim) : static_cast<std::size_t>(claim.keys.replicates);
    }

    std::size_t points_of(const Claim& claim) const {
        if (!request_.under && claim.keys.rule.worlds > 0) return static_cast<std::size_t>(claim.keys.rule.worlds);
        return request_.worlds->points;
    }

    std::size_t add(const Claim& claim, const ClaimCell& cell, bool asked) {
        Gathered set;
        ClaimCell own = cell;
        if (in_worlds(claim)) {
            set.points = points_of(claim);
            lay(request_.worlds->set, own);
            for (const std::string& path : request_.worlds->paths) {
                const auto sets_it = [&](const std::string& other) { return same_setting(path, other); };
                if (std::any_of(claim.sets.begin(), claim.sets.end(), sets_it)) set.fixed.push_back(path);
            }
        }
        lay(request_.set, own);
        const auto [there, is_new] = numbers_.emplace(key_of_set(own, set), gathered_.size());
        if (is_new) {
            set.scenario = write_toml(own.scenario);
            gathered_.push_back(std::move(set));
        }
        Gathered& all = gathered_[there->second];
        for (std::size_t m = 0; m < claim.measures.size(); ++m) {
            all.metrics.emplace(claim.measures[m].text, claim.keys.measure[m]);
            if (all.points == 0 && keeps_series(claim, m)) all.series.insert(claim.measures[m].series);
        }
        if (asked) {
            all.asked = true;
            if (all.points == 0) all.replicates = std::max(all.replicates, sample_of(claim));
        }
        return there->second;
    }

    // A cell that something else is laid on is loaded again.
    static void lay(const ClaimSettings& settings, ClaimCell& cell) {
        if (settings.empty()) return;
        cell.scenario = load_scenario_text(write_toml(cell.scenario), "claim.toml", settings.all).scenario;
        cell.text = write_toml(cell.scenario);
    }

    static ClaimCellRuns cell_runs(const Claim& claim, const Gathered& set, std::size_t number) {
        ClaimCellRuns cell{.set = number, .metrics = {}, .series = {}};
        for (const ClaimMeasure& m : claim.measures) {
            cell.metrics.push_back(static_cast<std::size_t>(std::distance(set.metrics.begin(), set.metrics.find(m.text))));
            const auto kept = set.series.find(m.series);
            cell.series.push_back(kept == set.series.end() ? no_series : static_cast<std::size_t>(std::distance(set.series.begin(), kept)));
        }
        return cell;
    }

    // Two sets of one scenario, in its own worlds and in others, have no run in common; two runs of a set may be one where no factor that
    // differs is set.
    static void list_runs(ClaimRuns& runs) {
        std::set<RunKey> seen;
        for (std::size_t s = 0; s < runs.sets.size(); ++s) {
            const ClaimRunSet& set = *runs.sets[s];
            for (std::size_t r = 0; r < set.plan.runs.size(); ++r) {
                if (seen.insert(key_of(set.study, set.plan, set.plan.runs[r])).second) runs.runs.push_back({s, r});
            }
        }
    }

    const ClaimRequest& request_;
    std::vector<Gathered> gathered_;
    std::map<std::string, std::size_t> numbers_;
    std::vector<std::vector<std::size_t>> sets_of_asked_;
};

}  // namespace

std::size_t ClaimRuns::unshared() const {
    std::size_t all = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) all += cells[i].size() * samples[i];
    return all;
}

ClaimRuns claim_runs(const ClaimRequest& request) {
    Gathering gathering(request);
    std::vector<char> asked(request.known.size(), 0);
    for (const std::size_t k : request.asked) asked[k] = 1;
    // In the order asked for; then those that only measure too.
    for (const std::size_t k : request.asked) gathering.add(request.known[k], true);
    for (std::size_t k = 0; k < request.known.size(); ++k) {
        if (asked[k] == 0) gathering.add(request.known[k], false);
    }
    return gathering.make(request.known);
}

std::vector<ClaimRun> missing_claim_runs(const ClaimRuns& runs, const RecordIndex& index) {
    std::vector<ClaimRun> missing;
    for (const ClaimRun& run : runs.runs) {
        const ClaimRunSet& set = *runs.sets[run.set];
        if (!index.has(key_of(set.study, set.plan, set.plan.runs[run.run]))) missing.push_back(run);
    }
    return missing;
}

}  // namespace enclosure
