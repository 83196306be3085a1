// The model against known theory: with other mechanisms switched off it must collapse to results that are known exactly. A theory is a
// scenario (scenarios/theory/), a way to run it, and numbers that the model gives beside those that theory gives.
// Invariant: theory's side is computed by its own formulas in plain double arithmetic, never by a function of the model.
// Not part of the simulation: this library may use libm, and nothing in sim/ but the program depends on it.
#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::theory {

/// One number of the model beside that of theory.
struct Comparison {
    std::string what;
    double model = 0;
    double theory = 0;
    double tolerance = 0;      ///< largest distance that agrees
    std::string derivation;    ///< of theory's number and of the tolerance, in words
    std::string finding = {};  ///< why the model is known to contradict; empty if it is expected to agree

    bool agrees() const { return std::fabs(model - theory) <= tolerance; }  // false for NaN
};

/// What a comparison, or all of a theory's, comes to. A contradiction is a documented finding, not a failure.
enum class Verdict { agrees, contradicted, failed };

Verdict verdict(const Comparison& comparison);
Verdict verdict(const std::vector<Comparison>& comparisons);
std::string_view to_string(Verdict verdict);

struct Theory {
    std::string_view id;      ///< also the name of its scenario: lib:theory/ID
    std::string_view letter;  ///< in the list of theories of docs/ODD.md
    std::string_view title;
    std::string_view statement;  ///< what theory says, with its formula
    std::string_view run;        ///< which phases ran, what was switched off
    std::string_view source;     ///< key of data/sources.bib, or identity
    /// Runs the model; `effort` multiplies the number of replicates.
    std::vector<Comparison> (*compare)(int effort);
};

/// All theories, in the order of their letters.
const std::vector<Theory>& theories();

// Each in the file of its name.
std::vector<Comparison> bass(int effort);
std::vector<Comparison> logit_shares(int effort);
std::vector<Comparison> brock_durlauf(int effort);
std::vector<Comparison> polya(int effort);
std::vector<Comparison> bertrand(int effort);
std::vector<Comparison> growth(int effort);
std::vector<Comparison> poisson_counts(int effort);
std::vector<Comparison> entry_exit(int effort);
std::vector<Comparison> symmetry(int effort);
std::vector<Comparison> quantal_response(int effort);
std::vector<Comparison> money(int effort);
std::vector<Comparison> step_length(int effort);
std::vector<Comparison> arthur(int effort);
std::vector<Comparison> private_provision(int effort);
std::vector<Comparison> flywheel_openness(int effort);

}  // namespace enclosure::theory
