#include "analysis/claims/make_ledger.h"

#include <algorithm>
#include <set>

#include "analysis/claims/claim_questions.h"
#include "analysis/claims/claim_robustness.h"
#include "analysis/claims/claim_verdicts.h"
#include "sim/base/calendar.h"
#include "sim/base/version.h"
#include "sim/output/provenance.h"

namespace enclosure {

namespace {

LedgerClaim claim_row(const Claim& claim, const ClaimOutcomes& outcomes, const Scenario& run) {
    LedgerClaim row;
    const ClaimKeys& keys = claim.keys;
    row.id = keys.id;
    row.title = keys.title;
    row.side = keys.side;
    row.kind = keys.kind;
    row.statement = keys.statement;
    row.statement_zh = keys.statement_zh;
    row.sources = keys.sources;
    row.mechanism = keys.mechanism;
    row.users = run.population.users;
    row.until = to_string(run.time.end);
    row.sample = static_cast<std::int64_t>(outcomes.sample);
    row.runs = static_cast<std::int64_t>(outcomes.sample * outcomes.cells);
    row.failed = static_cast<std::int64_t>(outcomes.failed);
    row.question = claim_questions(claim, outcomes);
    return row;
}

std::string series_of(const Claim& claim, const std::string& measure) {
    for (const ClaimMeasure& m : claim.measures) {
        if (m.id == measure) return m.series;
    }
    return {};
}

}  // namespace

MadeLedger make_ledger(const std::vector<Claim>& known, const std::vector<std::size_t>& asked, const ClaimRuns& runs,
                       const RecordIndex& index) {
    MadeLedger made;
    const RunProvenance provenance = provenance_now(build_info());
    made.ledger.model = "enclosure " + std::string(provenance.build.version) + " (" + std::string(provenance.build.git) + ")";
    made.ledger.date = provenance.started.substr(0, 10);
    made.ledger.runs = static_cast<std::int64_t>(runs.runs.size());
    std::vector<std::vector<std::string>> series;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const Claim& claim = known[asked[i]];
        made.claims.push_back(&claim);
        made.outcomes.push_back(claim_outcomes(claim, runs, i, index));
        const ClaimRunSet& first = *runs.sets[runs.cells[i].front().set];
        made.ledger.claim.push_back(claim_row(claim, made.outcomes.back(), first.study.arms.front().scenario));
        series.emplace_back();
        for (const LedgerQuestion& q : made.ledger.claim.back().question) series.back().push_back(series_of(claim, q.measure));
    }
    judge(made.ledger, series);
    return made;
}

void add_worlds(MadeLedger& made, const std::vector<std::size_t>& rows, const ClaimWorlds& worlds, const ClaimRuns& runs,
                const RecordIndex& index, const Threads& threads) {
    made.ledger.worlds = worlds.name;
    made.ledger.world_runs = static_cast<std::int64_t>(runs.runs.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Claim& claim = *made.claims[rows[i]];
        const ClaimOutcomes outcomes = claim_outcomes(claim, runs, i, index);
        made.ledger.claim[rows[i]].worlds = claim_robustness(claim, outcomes, claim_world_table(runs, i), threads);
    }
}

}  // namespace enclosure
