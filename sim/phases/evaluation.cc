#include "sim/phases/evaluation.h"

namespace enclosure {

double safety_effort(const Catalogue& catalogue, const Firms& firms, std::size_t m, const LawParams& p) {
    if (!catalogue.owner[m]) return 0;
    const double own = firms.safety[catalogue.owner[m].at()];
    const bool evaluated = p.safety_evaluation > 0 && catalogue.capability[m] >= p.evaluation_threshold;
    return evaluated ? own + p.safety_evaluation * p.evaluation_effect * (1 - own) : own;
}

bool end_evaluation(Firms& firms, std::size_t f, Candidate& candidate, Step step) {
    if (!(firms.held_until[f] > 0) || !step.holds(firms.held_until[f])) return false;
    candidate = {firms.held_capability[f], firms.held_score[f], firms.held_parent[f], firms.held_bound[f] != 0};
    firms.held_until[f] = firms.held_capability[f] = firms.held_score[f] = 0;
    firms.held_parent[f] = 0;
    firms.held_bound[f] = 0;
    return true;
}

bool begin_evaluation(Firms& firms, std::size_t f, const Candidate& candidate, double due, const LawParams& p) {
    if (firms.held_until[f] <= 0) {
        const double wait = p.safety_evaluation * p.evaluation_delay;
        if (!(wait > 0) || candidate.capability < p.evaluation_threshold) return false;
        firms.held_until[f] = due + wait;
        firms.held_capability[f] = candidate.capability;
        firms.held_score[f] = candidate.score;
        firms.held_parent[f] = candidate.parent;
        firms.held_bound[f] = candidate.bound ? 1 : 0;
    }
    firms.next_release[f] = firms.held_until[f];
    return true;
}

}  // namespace enclosure
