// A factor of a study, tied to the values of the scenario that it sets.
// Invariant: a factor's value is one double whatever the type of what it sets: a number itself, 0 or 1 for false and true, a date's days
// since time_epoch, the index of a name among `names`. So a design is a table of numbers, and a run's key is made of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/places.h"
#include "sim/scenario/scenario.h"
#include "sim/study/distribution.h"
#include "sim/study/keys/factor_row.h"

namespace enclosure {

struct StudyFunction;

enum class FactorType : std::uint8_t { number, whole_number, truth, date, name };

struct Factor {
    std::string id;
    std::string title;
    std::string path;
    std::string group = {};  ///< of factors that designs move together
    FactorRole role = FactorRole::uncertainty;
    std::optional<std::size_t> input = {};  ///< of a function that runs in place of the model
    double input_value = 0;                 ///< the middle of its range, where a point leaves it as it is
    std::string unit = "1";
    FactorType type = FactorType::number;
    Distribution law = {};
    std::vector<double> levels = {};      ///< values that it takes, where it is a list
    std::vector<std::string> names = {};  ///< of a factor of names

    bool is_list() const { return !levels.empty(); }
};

/// Ties a row to the leaf that it sets in `scenario`, one of the study's arms that has it. Reports an unknown path with the nearest, values
/// of the wrong type or unit or outside the legal range, a law that makes no sense; nothing then.
std::optional<Factor> tie_factor(const FactorRow& row, const Scenario& scenario, const Places& places, Report& report);

/// The same for an input of a function that runs in place of the model.
std::optional<Factor> tie_factor(const FactorRow& row, const StudyFunction& function, const Places& places, Report& report);

/// The value at coordinate u in [0, 1] of a design.
double value_at(const Factor& factor, double u);

/// Whether what the factor sets can contradict other values of a scenario. A number of a parameter group that is no end of an interval
/// cannot: it is held to its legal range when the factor is tied, and no check of a whole scenario looks at it.
bool can_contradict(const Factor& factor);

/// Whether there are values between two of its values: numbers, whole numbers and dates that are no list.
bool can_be_halved(const Factor& factor);

/// Reads values of a list or a table of points.
class ValueReader {
  public:
    ValueReader(Factor& factor, const Scenario& scenario);
    ~ValueReader();
    ValueReader(ValueReader&&) noexcept;
    ValueReader& operator=(ValueReader&&) = delete;

    /// The value in the encoding of factors; nothing, and a report at its place, if it is none that the factor can take. Names that the
    /// factor does not know yet are added to it.
    std::optional<double> read(const Node& node, Report& report);

  private:
    struct Place;
    std::unique_ptr<Place> place_;
};

/// As a scenario writes it: 0.5, true, 2024-01-01, closed_api.
std::string value_text(const Factor& factor, double value);

/// Whether the scenario has what the factor sets: a value of a policy is there only in the arms that have the policy.
bool can_set(const Factor& factor, const Scenario& scenario);

/// What the scenario itself has there; NaN where it has none, or several numbers by id.
double own_value(const Factor& factor, const Scenario& scenario);

/// Sets it, whatever checks would say.
void set_factor(Scenario& scenario, const Factor& factor, double value);

}  // namespace enclosure
