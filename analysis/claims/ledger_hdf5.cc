#include <type_traits>

#include "analysis/claims/ledger_page.h"

namespace enclosure {

namespace {

constexpr std::int64_t claims_format_version = 1;

/// A column of a table of rows: of numbers, or of texts.
template <class Row, class Get>
Values column_of(const std::vector<Row>& rows, Get get) {
    using Value = std::remove_cvref_t<decltype(get(rows.front()))>;
    if constexpr (std::is_enum_v<Value>) {
        std::vector<std::string> texts;
        for (const Row& row : rows) texts.emplace_back(names_of(get(row))[static_cast<std::size_t>(get(row))]);
        return texts;
    } else {
        std::vector<Value> values;
        for (const Row& row : rows) values.push_back(get(row));
        return values;
    }
}

// Every field that is one number, text or choice, each a dataset.
template <class Row>
void add_fields(Group& group, const std::vector<Row>& rows, const std::string& dim) {
    for_each_field<Row>([&](const auto& f) {
        using Value = typename std::remove_cvref_t<decltype(f)>::type;
        constexpr bool single = std::is_same_v<Value, double> || std::is_same_v<Value, std::int64_t> ||
                                std::is_same_v<Value, std::string> || std::is_enum_v<Value>;
        if constexpr (single) {
            group.datasets.push_back({.name = std::string(f.facts.name),
                                      .units = "1",
                                      .long_name = std::string(f.facts.doc),
                                      .dims = {dim},
                                      .values = column_of(rows, [&](const Row& row) { return row.*f.member; }),
                                      .attributes = {}});
        }
    });
}

Dataset count_scale(const std::string& name, const std::string& what, std::size_t size) {
    std::vector<std::int64_t> numbers;
    for (std::size_t k = 0; k < size; ++k) numbers.push_back(static_cast<std::int64_t>(k));
    return {.name = name, .units = "1", .long_name = what, .dims = {name}, .values = std::move(numbers), .attributes = {}};
}

Dataset plain_column(const std::string& name, const std::string& what, const std::string& dim, Values values) {
    return {.name = name, .units = "1", .long_name = what, .dims = {dim}, .values = std::move(values), .attributes = {}};
}

}  // namespace

RunFile ledger_hdf5(const MadeLedger& made) {
    const ClaimLedger& ledger = made.ledger;
    RunFile file;
    file.attributes = {{"filetype", std::string(claims_filetype)},
                       {"format_version", claims_format_version},
                       {"title", ledger.title},
                       {"model", ledger.model},
                       {"date", ledger.date},
                       {"alpha", ledger.alpha},
                       {"questions", ledger.questions},
                       {"runs", ledger.runs},
                       {"worlds", ledger.worlds}};
    Group claims{.path = "claims", .datasets = {}}, worlds{.path = "worlds", .datasets = {}},
        questions{.path = "questions", .datasets = {}};
    Group outcomes{.path = "outcomes", .datasets = {}};
    add_fields(claims, ledger.claim, "claim");
    std::vector<LedgerWorlds> of_worlds;
    std::vector<LedgerQuestion> all;
    std::vector<std::int64_t> claim_of_question, claim_of_outcome, run;
    std::vector<std::string> measure, arm, where;
    std::vector<double> value;
    for (std::size_t i = 0; i < ledger.claim.size(); ++i) {
        of_worlds.push_back(ledger.claim[i].worlds);
        for (const LedgerQuestion& q : ledger.claim[i].question) {
            all.push_back(q);
            claim_of_question.push_back(static_cast<std::int64_t>(i));
        }
        const Claim& claim = *made.claims[i];
        const ClaimOutcomes& o = made.outcomes[i];
        for (std::size_t m = 0; m < claim.measures.size(); ++m) {
            for (std::size_t c = 0; c < o.cells; ++c) {
                for (std::size_t r = 0; r < o.sample; ++r) {
                    claim_of_outcome.push_back(static_cast<std::int64_t>(i));
                    measure.push_back(claim.measures[m].id);
                    arm.push_back(claim.arms[c % claim.arms.size()].id);
                    where.push_back(claim.combination_text(c / claim.arms.size()));
                    run.push_back(static_cast<std::int64_t>(r));
                    value.push_back(o.of(m, c, r));
                }
            }
        }
    }
    add_fields(worlds, of_worlds, "claim");
    questions.datasets.push_back(plain_column("claim_row", "Row in /claims.", "question", claim_of_question));
    add_fields(questions, all, "question");
    file.scales = {count_scale("claim", "Row of the ledger.", ledger.claim.size()),
                   count_scale("question", "Row of a question.", all.size()), count_scale("outcome", "Row of an outcome.", value.size())};
    outcomes.datasets = {plain_column("claim_row", "Row in /claims.", "outcome", claim_of_outcome),
                         plain_column("measure", "Measure of the claim.", "outcome", measure),
                         plain_column("arm", "Arm of the claim.", "outcome", arm),
                         plain_column("where", "Combination of conditions.", "outcome", where),
                         plain_column("run", "World: equal numbers of a claim are equal worlds.", "outcome", run),
                         plain_column("value", "The measure's value; NaN where it is not defined.", "outcome", value)};
    file.groups = {std::move(claims), std::move(worlds), std::move(questions), std::move(outcomes)};
    return file;
}

}  // namespace enclosure
