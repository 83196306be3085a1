#include "sim/scenario/write.h"

#include "sim/scenario/shape.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

template <HasFields T>
void write_table(const T& object, const std::string& header, std::string& text);

template <Leaf T>
void write_leaf(const T& value, const Facts& facts, std::string& text) {
    const std::string written = toml_text(value);
    if (written.empty()) return;  // absent
    text += toml_key(facts.name) + " = " + written;
    if (facts.unit != "1") text += "  # " + std::string(facts.unit);
    text += '\n';
}

// Tables follow all leaves of the table that they stand in, as TOML wants it.
template <class T>
void write_tables(const T& value, const Facts& facts, const std::string& header, std::string& text) {
    const std::string inner = join_path(header, facts.name);
    if constexpr (Groups<T>) {
        visit_groups(value, [&](const auto& group) {
            const std::string section = join_path(header, std::remove_cvref_t<decltype(group)>::section);
            text += "\n[" + section + "]\n";
            write_table(group, section, text);
        });
    } else if constexpr (Rows<T>) {
        for (const auto& row : value) {
            text += "\n[[" + inner + "]]\n";
            write_table(row, inner, text);
        }
    } else if constexpr (HasFields<T>) {
        text += "\n[" + inner + "]\n";
        write_table(value, inner, text);
    }
}

template <HasFields T>
void write_table(const T& object, const std::string& header, std::string& text) {
    const auto leaf = [&](const auto& value, const Facts& facts) {
        if constexpr (Leaf<std::remove_cvref_t<decltype(value)>>) write_leaf(value, facts, text);
    };
    std::apply([&](const auto&... f) { (leaf(object.*f.member, f.facts), ...); }, fields_of<T>);
    std::apply([&](const auto&... f) { (write_tables(object.*f.member, f.facts, header, text), ...); }, fields_of<T>);
}

}  // namespace

std::string write_toml(const Scenario& scenario) {
    std::string text;
    write_table(scenario, "", text);
    return text;
}

std::string scenario_template(const std::string& id) {
    return "# A scenario to start from: it is the baseline but for what stands here.\n"
           "# `enclosure check FILE` finds mistakes, `enclosure show --origin FILE` shows every value and where it comes from,\n"
           "# `enclosure params` lists every key with its unit, legal range and meaning.\n"
           "schema_version = " +
           std::to_string(scenario_schema_version) +
           "\n"
           "id = " +
           toml_text(id) +
           "\n"
           "title = " +
           toml_text(id) +
           "\n"
           "question = \"What do you want to find out?\"\n"
           "extends = [\"lib:baseline\"]  # several are laid over each other, the later over the earlier; files are relative to this one\n"
           "# seed = 1\n"
           "\n"
           "# [time]\n"
           "# end = 2030-01-01\n"
           "# step = \"1 month\"\n"
           "\n"
           "# [population]\n"
           "# users = 20000  # fewer records run faster, with more noise\n"
           "\n"
           "# One table for each parameter group. A number is in the parameter's own unit; a string carries its unit.\n"
           "# [prices]\n"
           "# markup_max = 3\n"
           "# average_lag = \"6 month\"\n"
           "\n"
           "# Rows are merged with the baseline's by id: give only what changes.\n"
           "# [[firm]]\n"
           "# id = \"hub\"\n"
           "# cash = \"300 MUSD\"\n"
           "\n"
           "# A row is taken away by naming it; nothing else stands in such an entry.\n"
           "# [[firm]]\n"
           "# remove = [\"finetuner\"]\n"
           "\n"
           "# A policy changes parameters at dates, or moves levers when indicators say so; `enclosure policies` lists the levers.\n"
           "# [[policy]]\n"
           "# id = \"cheap_research\"\n"
           "# question = \"What does a fall in the cost of research in one region change?\"\n"
           "# [[policy.event]]\n"
           "# target = \"region.europe.research_cost\"\n"
           "# op = \"multiply\"\n"
           "# value = 0.7\n"
           "# from = 2025-01-01\n"
           "# until = 2030-01-01\n"
           "# ramp = \"1 yr\"\n"
           "# [[policy.event]]\n"
           "# lever = \"maintenance_fund\"\n"
           "# strength = 0.5\n"
           "# when = \"hhi > 0.3 and not open_share_tokens > 0.5\"\n"
           "# hold = \"2 yr\"\n";
}

}  // namespace enclosure
