// Linear growth equations and their solutions. With ideas that get no harder to find (phi = 0) and eta = 0
//   L_f(t) = L* + (L_f(0) - L*)·e^(-l t), L* = g/l, l = leak0 + leak1·o;   P(t) = (g_acad + g_spill·O)·t + sum_f w_f·integral of l L_f.
// With phi > 0, no leak and P = 0:  L(t) = log10(10^(phi L(0)) + g·phi·ln 10·t)/phi, "ideas get harder to find".
// Community gain with constant effort: G(t) = G*·(1 - e^(-r t)), r = a/G_max + delta, G* = a/r, a = kappa·E^alpha.
// The model takes first-order steps, so its values are extrapolated to steps of no length.
#include <fmt/format.h>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr double years_grown = 1;  // later, leads are so near their rest that nothing is left of a step's error
constexpr std::string_view knowledge_phases[] = {"advance knowledge"};
constexpr std::string_view contribution_phases[] = {"contribute"};

template <class Read>
Extrapolation knowledge(const std::vector<std::string>& settings, Read read) {
    return extrapolate(1.0 / 12, [&](double dt) {
        std::vector<std::string> with = settings;
        with.push_back(fmt::format("time.step={}", dt));
        Rig rig(scenario("growth", with), knowledge_phases);
        while (rig.time() < years_grown - dt / 2) rig.step();
        return read(rig.world);
    });
}

void compare(std::vector<Comparison>& all, const std::string& what, const Extrapolation& model, double theory) {
    all.push_back(
        {what + ", extrapolated", model.limit, theory, model.error,
         "Closed solution; steps of 1/12, 1/24 and 1/48 year: the change of the extrapolated value when steps are halved, a third "
         "of which is left."});
    all.push_back({what + ", order of convergence", model.order, 1, 0.2, "First-order steps: order 1 within .2."});
}

double gain_at(double dt, double* effort) {
    Rig rig(scenario("growth", {fmt::format("time.step={}", dt)}), contribution_phases);
    const Id<Catalogue> project = rig.world.firms.released[1];
    for (Id<Catalogue>& p : rig.world.developers.project) p = project;
    while (rig.time() < years_grown - dt / 2) rig.step();
    *effort = rig.world.catalogue.effort[project.at()];
    return rig.world.catalogue.gain[project.at()];
}

}  // namespace

std::vector<Comparison> growth(int) {
    std::vector<Comparison> all;
    const Scenario s = scenario("growth");
    const KnowledgeParams& k = s.parameters.knowledge;

    double research = 0;
    double published = 0;
    for (const FirmRow& f : s.firm) research += f.research;
    std::vector<double> lead;
    double knowledge_now = k.academic_growth * years_grown;
    for (const FirmRow& f : s.firm) {
        const double openness = f.strategy == "open" ? 1 : 0;
        const double leak = k.leak_base + k.leak_openness * openness;
        const double rest = k.own_growth / leak;
        const double gone = 1 - std::exp(-leak * years_grown);
        lead.push_back(rest + (f.lead - rest) * (1 - gone));
        knowledge_now += f.research / research * (k.own_growth * years_grown + (f.lead - rest) * gone);
        published += f.research / research * openness;
    }
    knowledge_now += k.spillover * published * years_grown;
    compare(all, "lead of a closed firm", knowledge({}, [](const World& w) { return w.firms.lead[0]; }), lead[0]);
    compare(all, "lead of an open firm", knowledge({}, [](const World& w) { return w.firms.lead[1]; }), lead[1]);
    compare(all, "public knowledge", knowledge({}, [](const World& w) { return w.commons.knowledge[0]; }), knowledge_now);

    const std::vector<std::string> harder = {"knowledge.fishing_out=0.32", "knowledge.leak_base=0", "knowledge.leak_openness=0",
                                             "knowledge.spillover=0", "knowledge.academic_growth=0"};
    const double phi = 0.32;
    const double fished = std::log10(std::pow(10, phi * s.firm[0].lead) + k.own_growth * phi * std::log(10.0) * years_grown) / phi;
    compare(all, "lead when ideas get harder to find", knowledge(harder, [](const World& w) { return w.firms.lead[0]; }), fished);

    double effort = 0;
    const Extrapolation gain = extrapolate(1.0 / 12, [&](double dt) { return gain_at(dt, &effort); });
    const ContributionParams& p = s.parameters.contribution;
    const double pull = p.gain * std::pow(effort, p.returns);
    const double rate = pull / p.gain_max + p.decay;
    compare(all, "community gain", gain, pull / rate * (1 - std::exp(-rate * years_grown)));
    return all;
}

}  // namespace enclosure::theory
