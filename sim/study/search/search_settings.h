// What a search varies, what it is after, and how it goes about it.
// Invariant: a lever's value is one double whatever its type: a number, a whole number, or the index of a category. So points and
// objectives are plain vectors, and any caller that can run the model can drive a search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace enclosure {

enum class SearchLeverType : std::uint8_t { real, whole, category };

struct SearchLever {
    std::string id = {};
    SearchLeverType type = SearchLeverType::real;
    double low = 0;  ///< both ends belong to it; of a category they are left at 0
    double high = 0;
    std::size_t categories = 0;  ///< values 0, 1, … of a category, without order
};

struct SearchObjective {
    std::string id = {};
    bool maximise = false;
    double epsilon = 0;  ///< smallest difference that matters, in the objective's unit: width of the archive's boxes; 0: every difference
};

/// In which worlds the replicates of candidates run.
enum class SearchWorlds : std::uint8_t {
    own,  ///< each candidate draws worlds of its own: no two share their noise
    /// Replicate r of every candidate runs in the same world: noise that they share cancels from comparisons. Best with as many replicates
    /// as the archive needs: a candidate that has run in fewer worlds is compared by these alone, be they harsh or mild.
    shared,
};

struct SearchSettings {
    std::vector<SearchLever> levers = {};
    std::vector<SearchObjective> objectives = {};
    std::vector<std::vector<double>> start = {};  ///< points among the first population, such as the present policy; others are drawn
    std::size_t population = 100;
    /// SBX and polynomial mutation with the settings of Deb et al. (2002): a pair is crossed with this probability, of a crossed pair each
    /// lever with 1/2; larger indices keep children nearer to their parents.
    double crossover_probability = 0.9;
    double crossover_index = 20;
    double mutation_probability = std::numeric_limits<double>::quiet_NaN();  ///< of each lever; 1 / levers if NaN
    double mutation_index = 20;

    SearchWorlds worlds = SearchWorlds::own;
    std::size_t replicates = 1;          ///< of a new candidate
    std::size_t archive_replicates = 1;  ///< without so many no candidate enters the archive; those in the first front are given them
    double failed_share = 0;             ///< of a candidate's replicates; one of which more are not defined counts as infeasible

    /// Generations without a new box in the archive after which the search starts again from it, with new random points (Kollat and Reed
    /// 2006); 0: never.
    std::size_t restart_after = 0;
    double injection = 0.25;  ///< share of the population that the archive makes up after a restart, whose size follows from it
    std::size_t least_population = 20;
    std::size_t most_population = 1000;

    std::uint64_t seed = 0;
};

/// Throws std::invalid_argument with every reason why a search cannot be made so, one a line.
void check_search(const SearchSettings& settings);

/// Probability with which each lever of a child is mutated.
double mutation_probability(const SearchSettings& settings);

}  // namespace enclosure
