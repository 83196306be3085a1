#include "sim/phases/history.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/many_bytes.h"
#include "sim/base/math.h"
#include "sim/world/frontier.h"
#include "sim/world/pieces.h"

namespace enclosure {

namespace {

void keep_totals(History& history, const Catalogue& catalogue, const Firms& firms, const PublicState& commons, const Scenario& rules,
                 Step step) {
    std::array<double, History::kinds> totals{};
    if (history.steps() > 0) std::copy(history.totals.end() - History::kinds, history.totals.end(), totals.begin());
    const auto total = [&](Total kind) -> double& { return totals[static_cast<std::size_t>(kind)]; };
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (firms.active(f, step.t)) total(Total::research) += firms.research[f] * step.dt;
        // An interface and a base released together are one release.
        for (const Id<Catalogue> m : {firms.interface[f], firms.released[f]}) {
            if (!m || catalogue.release_time[m.at()] < step.t) continue;
            const StrategyRow& strategy = rules.strategy[catalogue.strategy[m.at()]];
            total(Total::releases) += 1;
            if (strategy.release) total(strategy.interface ? Total::hybrid_releases : Total::open_releases) += 1;
            break;
        }
    }
    total(Total::switches) = static_cast<double>(commons.strategy_switches);
    total(Total::entrants) = static_cast<double>(commons.entrants);
    total(Total::exits) = static_cast<double>(commons.failures + commons.idled);
    total(Total::incidents) += static_cast<double>(total_incidents(commons));
    history.totals.insert(history.totals.end(), totals.begin(), totals.end());

    const Frontier best = frontier(catalogue);
    const double now = std::max(best.closed_score, best.open_score);
    history.frontier.push_back(history.frontier.empty() ? now : std::max(now, history.frontier.back()));
}

void keep_adopters(History& history, In<&Users::choice> choice, In<&Users::since> since, const Market& market, const Cells& cells,
                   const Catalogue& catalogue, std::size_t segments, Step step) {
    const std::size_t slots = catalogue.size();
    const std::size_t first = history.adopters.size();
    history.adopters.resize(first + 2 * segments, 0.0);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        for (std::size_t m = 0; m < slots; ++m) {
            const std::size_t side = catalogue.open[m] != 0 ? 1 : 0;
            history.adopters[first + 2 * cells.segment[c] + side] += static_cast<double>(market.users[c * slots + m]);
        }
    }
    std::fill(history.stayed.begin(), history.stayed.end(), 0.0);
    const auto year = static_cast<std::uint32_t>(std::lround(1 / step.dt));
    if (step.index < year) return;
    const auto latest = static_cast<std::uint16_t>(std::min<std::uint32_t>(step.index - year, 0xFFFF));
    std::array<ByteSet, 2> on;
    for (std::size_t m = 0; m < slots; ++m) on[catalogue.open[m] != 0 ? 1 : 0].insert(static_cast<std::uint8_t>(m));
    StepVector<std::array<std::int64_t, 2>> stayed(segments, {0, 0}, step.memory());
    step.threads->for_blocks(choice.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for_each_piece(cells, begin, end, [&](std::size_t c, std::size_t from, std::size_t to) {
            const auto count = count_up_to(choice.subspan(from, to - from), on, since.subspan(from, to - from), latest);
            for (std::size_t side = 0; side < 2; ++side) add_count(stayed[cells.segment[c]][side], count[side]);
        });
    });
    for (std::size_t g = 0; g < segments; ++g) {
        for (std::size_t side = 0; side < 2; ++side) history.stayed[2 * g + side] = static_cast<double>(stayed[g][side]);
    }
}

void keep_locked(History& history, const Market& market, Step step) {
    // A segment's first reviews start its mean.
    const double weight = math::fires(1, step.dt);
    for (std::size_t g = 0; g < history.locked_share.size(); ++g) {
        if (market.reviewed[g] <= 0) continue;
        const double share = static_cast<double>(market.locked[g]) / static_cast<double>(market.reviewed[g]);
        history.locked_share[g] += (share - history.locked_share[g]) * (step.index == 0 ? 1.0 : weight);
    }
}

void keep_records(History& history, const Catalogue& catalogue, const Firms& firms, Step step) {
    // Best released weights, and best of any other maker than theirs.
    double best = Frontier::none;
    double second = Frontier::none;
    Id<Firms> leader;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m) || catalogue.open[m] == 0) continue;
        const Id<Firms> owner = catalogue.owner[m];
        if (catalogue.score[m] > best) {
            if (!(owner && owner == leader)) second = best;
            best = catalogue.score[m];
            leader = owner;
        } else if (!(owner && owner == leader)) {
            second = std::max(second, catalogue.score[m]);
        }
    }
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        double own = Frontier::none;
        for (const Id<Catalogue> m : {firms.interface[f], firms.released[f]}) {
            if (m) own = std::max(own, catalogue.score[m.at()]);
        }
        if (!(own > (leader == Id<Firms>(f) ? second : best))) continue;
        bool higher = true;
        for (std::size_t i = history.record_firm.size(); i-- > 0;) {
            if (history.record_firm[i] != Id<Firms>(f)) continue;
            higher = own > history.record_score[i];
            break;
        }
        if (!higher) continue;
        history.record_firm.push_back(Id<Firms>(f));
        history.record_time.push_back(step.t);
        history.record_score.push_back(own);
    }
}

}  // namespace

void keep_history(History& history, In<&Users::choice> choice, In<&Users::since> since, const Market& market, const Cells& cells,
                  const Catalogue& catalogue, const Firms& firms, const PublicState& commons, const Scenario& rules, Step step) {
    keep_totals(history, catalogue, firms, commons, rules, step);
    keep_adopters(history, choice, since, market, cells, catalogue, rules.segment.size(), step);
    keep_locked(history, market, step);
    keep_records(history, catalogue, firms, step);
}

}  // namespace enclosure
