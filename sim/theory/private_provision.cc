// Johnson 2002: each of N persons can provide a public good at a cost c that is worth v to them. One contributes if v·P(nobody else does)
// >= c, so all with v/c >= q* do, where q*·F(q*)^(N - 1) = 1. Developers' values are uniform, so F(q) = q/Q and q* = Q^((N - 1)/N): the
// share at work is 1 - Q^(-1/N). Best responses to the share at work of the step before settle there if few review at a time: a share h of
// reviews makes the map of slope 1 - h·N about it.
#include <fmt/format.h>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr std::string_view provision_phases[] = {"choose projects", "contribute"};

double at_work(const World& world) {
    double n = 0;
    for (const Id<Catalogue> p : world.developers.project) n += p ? 1 : 0;
    return n / static_cast<double>(world.developers.size());
}

}  // namespace

std::vector<Comparison> private_provision(int) {
    std::vector<Comparison> all;
    for (const int persons : {1, 2, 4, 8}) {
        const Scenario s = scenario("private_provision", {fmt::format("community.rivals={}", persons)});
        const CommunityParams& p = s.parameters.community;
        const double most = 2 * p.use_value / p.friction;  // a developer's own weight of use is uniform between 0 and 2
        // q F(q)^(N - 1) = 1 by bisection.
        double lo = 0;
        double hi = most;
        for (int i = 0; i < 200; ++i) {
            const double q = (lo + hi) / 2;
            (q * std::pow(q / most, persons - 1) < 1 ? lo : hi) = q;
        }
        const double share = 1 - lo / most;
        Rig rig(s, provision_phases);
        rig.steps(240);  // twenty years of reviews, one a year: who has not reviewed is e^-20
        const double n = static_cast<double>(rig.world.developers.size());
        all.push_back(
            {fmt::format("share at work when {} could do each job, values up to {:.0f} times the cost", persons, most), at_work(rig.world),
             share, deviations * std::sqrt(share * (1 - share) / n) + 1e-3,
             fmt::format("1 - q*/Q, q*(q*/Q)^{} = 1, q* = {:.4f}; 4 sqrt(a(1 - a)/{:.0f} developers) and .001 for reviews that come "
                         "late; alpha 6.3e-5.",
                         persons - 1, lo, n)});
    }
    return all;
}

}  // namespace enclosure::theory
