#include "sim/theory/conformance.h"

#include <algorithm>

namespace enclosure::theory {

Verdict verdict(const Comparison& comparison) {
    if (comparison.agrees()) return Verdict::agrees;
    return comparison.finding.empty() ? Verdict::failed : Verdict::contradicted;
}

Verdict verdict(const std::vector<Comparison>& comparisons) {
    Verdict worst = comparisons.empty() ? Verdict::failed : Verdict::agrees;
    for (const Comparison& c : comparisons) worst = std::max(worst, verdict(c));
    return worst;
}

std::string_view to_string(Verdict verdict) {
    return verdict == Verdict::agrees ? "agrees" : verdict == Verdict::contradicted ? "contradicted" : "FAILED";
}

const std::vector<Theory>& theories() {
    static const std::vector<Theory> all{
        {"bass", "a", "Bass diffusion", "Who has not adopted does so with hazard p + q F: p = .03, q = .38.",
         "All phases. Nothing is worth less than having no model, so who hears adopts; technical users hear no earlier.", "bass1969",
         &bass},
        {"logit_shares", "b", "Multinomial and nested logit",
         "Shares are exp(v/lambda)/S within a nest, S^lambda/sum S^lambda among nests.",
         "All phases. Users differ in nothing, vendors in brand alone; all choose anew each step at no cost of switching.", "mcfadden1978",
         &logit_shares},
        {"brock_durlauf", "c", "Brock and Durlauf's social interaction",
         "m = tanh(K m + beta h): one equilibrium for K <= 1, two stable above.",
         "All phases. Vendors differ in their users alone; all users choose anew each step at no cost of switching.", "brock2001",
         &brock_durlauf},
        {"polya", "d", "Polya's urn", "P(k of n) = 1/(n + 1) from one ball of each colour; more than linear attachment locks in.",
         "The phase \"choose projects\", one developer at a time; all motives but the number of contributors are off.", "eggenberger1923",
         &polya},
        {"bertrand", "e", "Logit Bertrand prices", "Each price maximises share(p)·p^-epsilon·(p - c) given the others.",
         "All phases. Costs stand still, mark-ups move at once, users choose anew each step and see brand and price alone.", "anderson1992",
         &bertrand},
        {"growth", "f", "Growth of knowledge and of community gain", "dL = g - l L; dL = g·10^(-phi L); dG = a(1 - G/G_max) - delta G.",
         "The phases \"advance knowledge\" and \"contribute\"; research and effort stand still.", "identity", &growth},
        {"poisson", "g", "Poisson counts", "Counts of a constant rate: mean = variance = rate·dt, steps independent.",
         "All phases. Users stay; ability, resilience and reliability stand still, safeguards stop nothing.", "identity", &poisson_counts},
        {"entry_exit", "h", "Entry and exit, M/M/infinity", "Number present ~ Poisson((lambda/mu)(1 - e^(-mu t))).",
         "The phases \"fail firms\" and \"admit entrants\"; founders enter whatever they expect, no entrant counts as having revenue.",
         "identity", &entry_exit},
        {"symmetry", "i", "Equal firms", "Exchangeable firms have equal expected shares and profits.",
         "All phases with all mechanisms of the baseline on; the firms are four copies of one.", "identity", &symmetry},
        {"quantal_response", "j", "Quantal response equilibrium",
         "p = 1/(1 + exp(-lambda J(2p - 1))): one for lambda J <= 2, two stable above.",
         "The phase \"review strategies\"; no users, so that a strategy is worth the share of firms that follow it; 120 copies of one "
         "firm.",
         "mckelvey1995", &quantal_response},
        {"money", "k", "Money is conserved", "The sum over all accounts is zero; a firm's cash is what was booked to it.",
         "All phases with all mechanisms of the baseline on.", "identity", &money},
        {"step_length", "l", "Convergence in the length of a step", "Errors of a first-order scheme fall in proportion to the step.",
         "The phases \"advance knowledge\", \"imitate\" and \"learn\"; the market stands still.", "identity", &step_length},
        {"arthur", "m", "Arthur's lock-in by historical events",
         "The lead n_A - n_B is a random walk that is absorbed beyond (a_R - b_R)/r.",
         "The phases \"score models\" and \"choose models\", one adopter at a time; price, brand, trust are off.", "arthur1989", &arthur},
        {"private_provision", "n", "Private provision of a public good", "Contribute if v/c >= q*, q* F(q*)^(N - 1) = 1.",
         "The phases \"choose projects\" and \"contribute\"; own use is the only motive, choices have no noise, one project.",
         "johnson2002", &private_provision},
        {"flywheel_openness", "o", "Openness against the strength of the flywheel",
         "An incumbent opens much where the flywheel is weak or very strong, less between; a transparency mandate can lower welfare.",
         "All phases with all mechanisms of the baseline on.", "xu2025openness", &flywheel_openness},
    };
    return all;
}

}  // namespace enclosure::theory
