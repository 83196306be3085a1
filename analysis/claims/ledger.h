// What became of claims: the ledger, as it is written, read again, printed and shown. Described once; files are folds over it.
// Invariant: it holds no more than the numbers and words that follow from the runs, so that the same runs give the same ledger; the day and
// the program that made it are said beside.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/claims/claim_keys.h"
#include "sim/base/describe.h"

namespace enclosure {

enum class ClaimVerdict : std::uint8_t { supported, contradicted, conditional, undecided, estimate };
constexpr std::array<std::string_view, 5> names_of(ClaimVerdict) {
    return {"supported", "contradicted", "conditional", "undecided", "estimate"};
}

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

/// One thing that a claim says, of one measure, at one combination of conditions.
struct LedgerQuestion {
    std::string measure = {};
    std::string title = {};
    std::string unit = "1";
    std::string where = {};
    std::string contrast = {};
    double predicted = 0;
    double smallest = no_number;
    std::int64_t n = 0;
    std::int64_t undefined = 0;
    double baseline = no_number;
    double treated = no_number;
    double effect = no_number;
    double error = no_number;
    double low = no_number;
    double high = no_number;
    double wide_low = no_number;
    double wide_high = no_number;
    double p_beyond = no_number;
    double p_short = no_number;
    double adjusted_beyond = no_number;
    double adjusted_short = no_number;
    ClaimVerdict verdict = ClaimVerdict::undecided;
    std::string finding = {};

    template <class R = LedgerQuestion>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::measure, {.name = "measure", .doc = "Measure of the claim.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called.", .source = "identity"}),
            field(&R::unit, {.name = "unit", .doc = "Unit of levels, effects and sizes.", .source = "identity"}),
            field(&R::where, {.name = "where", .doc = "Combination of conditions; empty: all, or there are none.", .source = "identity"}),
            field(&R::contrast, {.name = "contrast", .doc = "What is compared with what.", .source = "identity"}),
            field(&R::predicted, {.name = "predicted", .doc = "Sign that the claim predicts; 0: none.", .source = "identity"}),
            field(&R::smallest, {.name = "smallest", .doc = "Smallest effect that matters; of a share the level.", .source = "identity"}),
            field(&R::n, {.name = "n", .doc = "Runs, or pairs of them, that count.", .source = "identity"}),
            field(&R::undefined, {.name = "undefined", .doc = "Those left out: not defined, failed or missing.", .source = "identity"}),
            field(&R::baseline, {.name = "baseline", .doc = "Mean before, over those that count.", .source = "identity"}),
            field(&R::treated, {.name = "treated", .doc = "Mean after.", .source = "identity"}),
            field(&R::effect, {.name = "effect", .doc = "Mean of paired differences; of a share the share.", .source = "identity"}),
            field(&R::error, {.name = "error", .doc = "Its standard error.", .source = "identity"}),
            field(&R::low, {.name = "low", .doc = "Of the 95 % interval of this effect alone.", .source = "identity"}),
            field(&R::high, {.name = "high", .doc = "Likewise.", .source = "identity"}),
            field(&R::wide_low, {.name = "wide_low", .doc = "Of the interval that holds for all questions at once.", .source = "identity"}),
            field(&R::wide_high, {.name = "wide_high", .doc = "Likewise.", .source = "identity"}),
            field(&R::p_beyond,
                  {.name = "p_beyond", .doc = "One-sided p of: no larger than the smallest that matters.", .source = "identity"}),
            field(&R::p_short, {.name = "p_short", .doc = "One-sided p of: no smaller than that.", .source = "identity"}),
            field(&R::adjusted_beyond, {.name = "adjusted_beyond", .doc = "The first after Holm.", .source = "identity"}),
            field(&R::adjusted_short, {.name = "adjusted_short", .doc = "The second after Holm.", .source = "identity"}),
            field(&R::verdict, {.name = "verdict", .doc = "Of this question.", .source = "identity"}),
            field(&R::finding, {.name = "finding", .doc = "The same in words.", .source = "identity"}),
        };
    }
};
static_assert(well_described<LedgerQuestion>());

/// Whether what a claim says holds in worlds that differ in uncertain parameters.
struct LedgerWorlds {
    std::int64_t n = 0;
    std::int64_t undefined = 0;
    double share = no_number;
    double low = no_number;
    double high = no_number;
    double beyond = no_number;
    double p_box = no_number;
    double coverage = no_number;
    double density = no_number;
    std::string turns_on = {};
    std::string finding = {};

    template <class R = LedgerWorlds>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::n, {.name = "n", .doc = "Worlds that count; 0: not tried.", .source = "identity"}),
            field(&R::undefined, {.name = "undefined", .doc = "Worlds left out: not defined, failed or missing.", .source = "identity"}),
            field(&R::share, {.name = "share", .doc = "Share in which the predicted sign holds.", .source = "identity"}),
            field(&R::low, {.name = "low", .doc = "Of its 95 % interval (Wilson).", .source = "identity"}),
            field(&R::high, {.name = "high", .doc = "Likewise.", .source = "identity"}),
            field(&R::beyond,
                  {.name = "beyond", .doc = "Share in which the effect is beyond the smallest that matters.", .source = "identity"}),
            field(&R::p_box, {.name = "p_box", .doc = "Of as good a box if no parameter mattered.", .source = "identity"}),
            field(&R::coverage, {.name = "coverage", .doc = "Share of the cases that the box holds.", .source = "identity"}),
            field(&R::density, {.name = "density", .doc = "Share of the box that are cases.", .source = "identity"}),
            field(&R::turns_on, {.name = "turns_on", .doc = "Limits of the box; empty: no parameter tells.", .source = "identity"}),
            field(&R::finding, {.name = "finding", .doc = "The same in words.", .source = "identity"}),
        };
    }
};
static_assert(well_described<LedgerWorlds>());

struct LedgerClaim {
    std::string id = {};
    std::string title = {};
    ClaimSide side = ClaimSide::balance;
    ClaimKind kind = ClaimKind::sign;
    std::string statement = {};
    std::string statement_zh = {};
    std::vector<double> sources = {};
    std::string mechanism = {};
    std::int64_t users = 0;
    std::string until = {};
    std::int64_t sample = 0;
    std::int64_t runs = 0;
    std::int64_t failed = 0;
    ClaimVerdict verdict = ClaimVerdict::undecided;
    std::string condition = {};
    std::string finding = {};
    LedgerWorlds worlds = {};
    std::vector<LedgerQuestion> question = {};

    template <class R = LedgerClaim>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id, {.name = "id", .doc = "Name of the claim.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called.", .source = "identity"}),
            field(&R::side, {.name = "side", .doc = "The table of the debate in which it stands.", .source = "identity"}),
            field(&R::kind, {.name = "kind", .doc = "How it is judged.", .source = "identity"}),
            field(&R::statement, {.name = "statement", .doc = "The claim.", .source = "identity"}),
            field(&R::statement_zh, {.name = "statement_zh", .doc = "The same in Chinese.", .source = "identity"}),
            field(&R::sources, {.name = "sources", .doc = "Articles that make it.", .source = "identity"}),
            field(&R::mechanism, {.name = "mechanism", .doc = "How the model carries it.", .source = "identity"}),
            field(&R::users, {.name = "users", .doc = "Users of a run.", .source = "identity"}),
            field(&R::until, {.name = "until", .doc = "Day on which runs end.", .source = "identity"}),
            field(&R::sample, {.name = "sample", .doc = "Worlds in which each cell runs.", .source = "identity"}),
            field(&R::runs, {.name = "runs", .doc = "Runs that it rests on.", .source = "identity"}),
            field(&R::failed, {.name = "failed", .doc = "Runs of these that failed by what the model says.", .source = "identity"}),
            field(&R::verdict, {.name = "verdict", .doc = "What the runs say of it.", .source = "identity"}),
            field(&R::condition, {.name = "condition", .doc = "On what it depends, if conditional.", .source = "identity"}),
            field(&R::finding, {.name = "finding", .doc = "The verdict in words.", .source = "identity"}),
            field(&R::worlds, {.name = "worlds", .doc = "Whether it holds in other worlds.", .source = "identity"}),
            field(&R::question, {.name = "question", .doc = "What it says, one by one.", .source = "identity"}),
        };
    }
};
static_assert(well_described<LedgerClaim>());

struct ClaimLedger {
    std::int64_t schema_version = 1;
    std::string title = "The claims of the debate as experiments";
    std::string model = {};
    std::string date = {};
    std::string settings = {};
    double confidence = 0.95;
    double alpha = 0.05;
    std::int64_t questions = 0;
    std::int64_t runs = 0;
    std::string worlds = {};
    std::int64_t world_runs = 0;
    std::vector<LedgerClaim> claim = {};

    template <class R = ClaimLedger>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::schema_version, {.name = "schema_version", .doc = "Version of the format.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is.", .source = "identity"}),
            field(&R::model, {.name = "model", .doc = "The program that made the runs.", .source = "identity"}),
            field(&R::date, {.name = "date", .doc = "Day on which it was made.", .source = "identity"}),
            field(&R::settings, {.name = "settings", .doc = "Values that --set laid on every run.", .source = "identity"}),
            field(&R::confidence, {.name = "confidence", .doc = "Of the intervals low to high.", .source = "identity"}),
            field(&R::alpha,
                  {.name = "alpha", .doc = "Chance of one wrong verdict or more among all questions, at the most.", .source = "identity"}),
            field(&R::questions, {.name = "questions", .doc = "Questions over which Holm's adjustment goes.", .source = "identity"}),
            field(&R::runs, {.name = "runs", .doc = "Runs, each once.", .source = "identity"}),
            field(&R::worlds, {.name = "worlds", .doc = "Study of the worlds in which robustness was tried.", .source = "identity"}),
            field(&R::world_runs, {.name = "world_runs", .doc = "Runs in these.", .source = "identity"}),
            field(&R::claim, {.name = "claim", .doc = "One row a claim.", .source = "identity"}),
        };
    }
};
static_assert(well_described<ClaimLedger>());

/// The ledger as a TOML file, and as one JSON object with the same keys.
std::string ledger_toml(const ClaimLedger& ledger);
std::string ledger_json(const ClaimLedger& ledger);

/// Reads what ledger_toml() wrote. Throws ScenarioError.
ClaimLedger read_ledger(const std::filesystem::path& file);

/// For a terminal.
std::string ledger_text(const ClaimLedger& ledger);

/// The page docs/claims.md, and the table that the README shows.
std::string ledger_markdown(const ClaimLedger& ledger);
std::string ledger_summary(const ClaimLedger& ledger);

}  // namespace enclosure
