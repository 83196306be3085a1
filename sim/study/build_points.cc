#include "sim/study/build_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>

#include "sim/base/hash.h"
#include "sim/scenario/toml_text.h"
#include "sim/study/correlation.h"
#include "sim/study/design_table.h"
#include "sim/study/unit_points.h"

namespace enclosure {

namespace {

/// Points in values of some of the factors.
struct Part {
    std::vector<std::size_t> factors;
    DesignPoints points;
};

bool is_lever(const Factor& factor) {
    return factor.role == FactorRole::lever;
}

class Builder {
  public:
    Builder(const StudyKeys& keys, std::vector<Factor>& factors, const Scenario& scenario, const std::map<std::string, std::string>& files,
            const Places& places, Report& report, std::vector<Diagnostic>& warnings)
        : keys_(keys), factors_(factors), scenario_(scenario), files_(files), places_(places), report_(report), warnings_(warnings) {}

    DesignPoints build() {
        if (keys_.design.empty()) return without_design();
        Part all;
        for (std::size_t k = 0; k < keys_.design.size(); ++k) {
            part_ = k;
            path_ = fmt::format("design.{}", k + 1);
            place_ = places_.nearest(path_);
            const std::size_t found = report_.size();
            std::optional<Part> part = make(keys_.design[k]);
            if (!part || report_.size() != found) {
                whole_ = false;
                continue;
            }
            if (k == 0) {
                all = std::move(*part);
            } else if (whole_) {
                join(all, std::move(*part), keys_.design[k].join);
            }
        }
        check_correlations_used();
        if (!whole_) return {};
        check_all_are_varied(all);
        return spread(all, every_factor());
    }

  private:
    void mistake(const std::string& what) { report_.add(place_, path_ + ": " + what); }

    std::vector<std::size_t> every_factor() const {
        std::vector<std::size_t> all(factors_.size());
        for (std::size_t k = 0; k < all.size(); ++k) all[k] = k;
        return all;
    }

    // Of a search, levers are not the designs' to vary.
    std::vector<std::size_t> varied_by_designs() const {
        std::vector<std::size_t> chosen = every_factor();
        if (keys_.search.generations > 0) std::erase_if(chosen, [this](std::size_t k) { return is_lever(factors_[k]); });
        return chosen;
    }

    // A study without factors compares its arms; with factors, a design says where.
    DesignPoints without_design() {
        const bool chosen = keys_.search.generations > 0 && std::all_of(factors_.begin(), factors_.end(), is_lever);
        if (!factors_.empty() && !chosen)
            report_.add(places_.nearest("factor"), "there are factors and no [design] that says at which points they run");
        DesignPoints one;
        one.worlds = {0};
        one.block = {0};
        one.factors = factors_.size();
        one.u.assign(factors_.size(), std::numeric_limits<double>::quiet_NaN());
        return one;
    }

    std::optional<Part> make(const DesignRow& row) {
        Part part{factors_of_row(row), {}};
        if (part.factors.empty() && row.kind != DesignKind::list && row.kind != DesignKind::csv) {
            mistake("there is no [[factor]] to vary");
            return std::nullopt;
        }
        check_size(row);
        try {
            if (row.kind == DesignKind::list || row.kind == DesignKind::csv) {
                part.points = read_rows(row, part.factors);
            } else {
                part.points = in_values(correlated_if_asked(in_unit_cube(row, part.factors), row, part.factors), part.factors);
            }
        } catch (const std::invalid_argument& error) {
            mistake(error.what());
            return std::nullopt;
        }
        share_worlds(row, part.points);
        return part;
    }

    std::vector<std::size_t> factors_of_row(const DesignRow& row) {
        if (row.factors.empty()) return varied_by_designs();
        std::vector<std::size_t> chosen;
        std::vector<std::string> ids;
        for (const Factor& f : factors_) ids.push_back(f.id);
        for (const std::string& id : row.factors) {
            const auto found = std::find(ids.begin(), ids.end(), id);
            if (found == ids.end()) {
                mistake("factors: " + toml_text(id) + " names no factor" + did_you_mean(id, ids));
                continue;
            }
            const auto factor = static_cast<std::size_t>(found - ids.begin());
            if (std::find(chosen.begin(), chosen.end(), factor) != chosen.end()) mistake("factors: " + id + " stands there twice");
            chosen.push_back(factor);
        }
        return chosen;
    }

    void check_size(const DesignRow& row) {
        const std::string kind(names_of(row.kind)[static_cast<std::size_t>(row.kind)]);
        const bool all_steps = row.kind == DesignKind::morris && row.walk == MorrisWalk::enumeration;
        if (wants_points(row.kind) && row.points == 0 && !all_steps) mistake("points is missing; " + kind + " needs to know how many");
        if (all_steps && row.points != 0) mistake("points has no meaning for an enumeration, which has all steps that there are");
        if (row.scrambles > 1 && row.points % row.scrambles != 0) mistake("scrambles must divide points");
        if (row.scrambles > 1 && row.scramble == Scrambling::none) mistake("scrambles needs a scramble: without one all are the same");
        check_unread(row.kind, kind);
        const auto n = static_cast<std::uint64_t>(row.points / std::max<std::int64_t>(row.scrambles, 1));
        if ((row.kind == DesignKind::sobol || row.kind == DesignKind::saltelli) && n > 0 && !std::has_single_bit(n)) {
            warnings_.push_back(
                {place_, fmt::format("{}: {} points are no power of two, at which {} is balanced; the nearest are {} and {}", path_, n,
                                     kind, std::bit_floor(n), std::bit_ceil(n))});
        }
    }

    // A key that the kind does not read was meant for something.
    void check_unread(DesignKind kind, const std::string& name) {
        const bool sobol = kind == DesignKind::sobol || kind == DesignKind::saltelli;
        const bool levels = kind == DesignKind::grid || kind == DesignKind::one_at_a_time || kind == DesignKind::morris;
        const std::pair<const char*, bool> reads[]{{"points", wants_points(kind)},
                                                   {"levels", levels},
                                                   {"placement", kind == DesignKind::latin_hypercube},
                                                   {"scramble", sobol || kind == DesignKind::morris},
                                                   {"scrambles", kind == DesignKind::saltelli},
                                                   {"walk", kind == DesignKind::morris},
                                                   {"second_order", kind == DesignKind::saltelli},
                                                   {"rows", kind == DesignKind::list},
                                                   {"file", kind == DesignKind::csv},
                                                   {"seed", wants_points(kind)}};
        for (const auto& [key, read] : reads) {
            const Place* given = places_.find(path_ + '.' + key);
            if (given && !read) report_.add(*given, path_ + '.' + key + " has no meaning for " + name);
        }
    }

    DesignPoints in_unit_cube(const DesignRow& row, const std::vector<std::size_t>& chosen) {
        std::vector<Factor> factors;
        for (const std::size_t k : chosen) factors.push_back(factors_[k]);
        // Of two designs that are drawn each has draws of its own, also from one seed: joined, equal ones would go together.
        const auto given = static_cast<std::uint64_t>(row.seed);
        return unit_points(row, factors, design_groups(keys_, chosen), part_ == 0 ? given : combine(given, part_));
    }

    DesignPoints correlated_if_asked(DesignPoints points, const DesignRow& row, const std::vector<std::size_t>& factors) {
        const std::size_t k = factors.size();
        std::vector<double> matrix(k * k, 0.0);
        std::vector<std::string> names;
        for (std::size_t i = 0; i < k; ++i) {
            matrix[i * k + i] = 1;
            names.push_back(factors_[factors[i]].id);
        }
        bool any = false;
        for (std::size_t c = 0; c < keys_.correlation.size(); ++c) {
            const CorrelationRow& pair = keys_.correlation[c];
            if (pair.between.size() != 2) continue;  // said where correlations are checked
            const auto a = std::find(names.begin(), names.end(), pair.between[0]) - names.begin();
            const auto b = std::find(names.begin(), names.end(), pair.between[1]) - names.begin();
            const auto size = static_cast<std::ptrdiff_t>(k);
            if (a == size || b == size || a == b) continue;
            if (!is_sample(row.kind)) {
                mistake(fmt::format("{} and {} are correlated, which only random, latin_hypercube and sobol can make them", pair.between[0],
                                    pair.between[1]));
                continue;
            }
            used_correlations_.insert(c);
            matrix[static_cast<std::size_t>(a * size + b)] = matrix[static_cast<std::size_t>(b * size + a)] = pair.rank;
            any = true;
            for (std::size_t d = 0; d < c; ++d) {
                const auto& other = keys_.correlation[d].between;
                const bool same = other.size() == 2 && std::set<std::string>(other.begin(), other.end()) ==
                                                           std::set<std::string>(pair.between.begin(), pair.between.end());
                if (same) mistake(fmt::format("{} and {} are correlated twice", pair.between[0], pair.between[1]));
            }
        }
        if (!any) return points;
        return correlated(gaussian_copula(k, matrix, names), points);
    }

    void check_correlations_used() {
        std::vector<std::string> ids;
        for (const Factor& f : factors_) ids.push_back(f.id);
        for (std::size_t c = 0; c < keys_.correlation.size(); ++c) {
            const std::string path = fmt::format("correlation.{}", c + 1);
            const CorrelationRow& pair = keys_.correlation[c];
            bool known = pair.between.size() == 2 && pair.between[0] != pair.between[1];
            if (!known) report_.add(places_.nearest(path), path + ".between must name two factors");
            for (const std::string& id : pair.between) {
                if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
                report_.add(places_.nearest(path), path + ".between: " + toml_text(id) + " names no factor" + did_you_mean(id, ids));
                known = false;
            }
            if (known && whole_ && !used_correlations_.contains(c)) {
                report_.add(places_.nearest(path), path + ": no design varies both of its factors together");
            }
        }
    }

    DesignPoints in_values(DesignPoints points, const std::vector<std::size_t>& factors) {
        std::map<std::pair<std::size_t, double>, double> known;  // levels come again and again, and some quantiles are slow
        for (std::size_t i = 0; i < points.u.size(); ++i) {
            const std::size_t factor = factors[i % points.factors];
            const double u = points.u[i];
            if (std::isnan(u)) continue;
            const auto found = known.find({factor, u});
            points.u[i] = found != known.end() ? found->second : value_at(factors_[factor], u);
            if (known.size() < 4096) known[{factor, u}] = points.u[i];
            if (!std::isfinite(points.u[i])) {
                throw std::invalid_argument(
                    fmt::format("{} has no value at the coordinate {}: its law has no bound there, so give it min and "
                                "max, or scramble the sequence",
                                factors_[factor].id, u));
            }
        }
        return points;
    }

    // The points of a list or a table. A table names its factors itself.
    DesignPoints read_rows(const DesignRow& row, std::vector<std::size_t>& factors) {
        LiteralRows rows = row.rows;
        if (row.kind == DesignKind::csv) {
            DesignTable table = read_design_table(row, files_, place_, path_, report_);
            std::vector<std::string> ids;
            for (const Factor& f : factors_) ids.push_back(f.id);
            factors.clear();
            for (const Literal& name : table.columns) {
                const auto found = std::find(ids.begin(), ids.end(), name.node.text);
                if (found == ids.end()) {
                    report_.add(name.node.place,
                                "column " + toml_text(name.node.text) + " names no factor" + did_you_mean(name.node.text, ids));
                } else {
                    factors.push_back(static_cast<std::size_t>(found - ids.begin()));
                }
            }
            if (factors.size() != table.columns.size()) return {};
            if (std::set<std::size_t>(factors.begin(), factors.end()).size() != factors.size())
                mistake("two columns of the table name one factor");
            rows = std::move(table.rows);
        }
        if (rows.empty()) throw std::invalid_argument("there are no points: rows is empty");
        DesignPoints points = unset_points(rows.size(), factors.size());
        std::vector<ValueReader> readers;
        for (const std::size_t factor : factors) readers.emplace_back(factors_[factor], scenario_);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].size() != factors.size()) {
                mistake(fmt::format("row {} has {} values for {} factors", i + 1, rows[i].size(), factors.size()));
                continue;
            }
            for (std::size_t k = 0; k < factors.size(); ++k) {
                const Node& cell = rows[i][k].node;
                if (cell.kind == Kind::text && cell.text.empty()) continue;  // the scenario's own value
                const auto value = readers[k].read(cell, report_);
                if (value) points.u[i * factors.size() + k] = *value;
            }
        }
        return points;
    }

    static void share_worlds(const DesignRow& row, DesignPoints& points) {
        for (std::size_t i = 0; i < points.size() && row.worlds != WorldSharing::as_design; ++i) {
            points.worlds[i] = row.worlds == WorldSharing::common ? 0 : i + 1;
        }
    }

    // The same points with those factors; one that it does not vary keeps the scenario's own value.
    static DesignPoints spread(const Part& part, const std::vector<std::size_t>& factors) {
        DesignPoints points = unset_points(part.points.size(), std::max<std::size_t>(factors.size(), 1));
        points.factors = factors.size();
        points.u.resize(part.points.size() * factors.size());
        points.worlds = part.points.worlds;
        points.block = part.points.block;
        for (std::size_t k = 0; k < factors.size(); ++k) {
            const auto found = std::find(part.factors.begin(), part.factors.end(), factors[k]);
            if (found == part.factors.end()) continue;
            const auto column = static_cast<std::size_t>(found - part.factors.begin());
            for (std::size_t i = 0; i < points.size(); ++i) points.u[i * factors.size() + k] = part.points.point(i)[column];
        }
        return points;
    }

    void join(Part& all, Part part, Joining how) {
        std::vector<std::size_t> both = all.factors;
        for (const std::size_t factor : part.factors) {
            const bool shared = std::find(both.begin(), both.end(), factor) != both.end();
            if (shared && how != Joining::concatenate) {
                mistake(factors_[factor].id + " is varied by an earlier design too, so that the two can only be concatenated");
                whole_ = false;
            }
            if (!shared) both.push_back(factor);
        }
        if (!whole_) return;
        try {
            if (how == Joining::concatenate) {
                all.points = concatenation(spread(all, both), spread(part, both));
            } else {
                all.points = how == Joining::product ? product(all.points, part.points) : zip(all.points, part.points);
            }
        } catch (const std::invalid_argument& error) {
            mistake(error.what());
            whole_ = false;
        }
        all.factors = std::move(both);
    }

    void check_all_are_varied(const Part& all) {
        for (std::size_t k = 0; k < factors_.size(); ++k) {
            const bool varied = std::find(all.factors.begin(), all.factors.end(), k) != all.factors.end();
            if (keys_.search.generations > 0 && is_lever(factors_[k])) {
                if (varied)
                    report_.add(places_.nearest("factor." + factors_[k].id),
                                "factor." + factors_[k].id + " is a lever: the search chooses it, no design");
                continue;
            }
            if (varied) continue;
            report_.add(places_.nearest("factor." + factors_[k].id), "factor." + factors_[k].id + " is varied by no design");
        }
    }

    const StudyKeys& keys_;
    std::vector<Factor>& factors_;
    const Scenario& scenario_;
    const std::map<std::string, std::string>& files_;
    const Places& places_;
    Report& report_;
    std::vector<Diagnostic>& warnings_;
    std::set<std::size_t> used_correlations_;
    std::size_t part_ = 0;
    std::string path_;
    Place place_;
    bool whole_ = true;
};

}  // namespace

DesignPoints build_points(const StudyKeys& keys, std::vector<Factor>& factors, const Scenario& scenario,
                          const std::map<std::string, std::string>& files, const Places& places, Report& report,
                          std::vector<Diagnostic>& warnings) {
    return Builder(keys, factors, scenario, files, places, report, warnings).build();
}

}  // namespace enclosure
