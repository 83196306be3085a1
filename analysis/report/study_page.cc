#include "analysis/report/study_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/answer/answer_page.h"
#include "analysis/chart/svg.h"
#include "sim/base/version.h"

namespace enclosure {

namespace {

std::string item(const std::string& text) {
    return "<li>" + escape(text) + "</li>\n";
}

std::string range_of(const FactorColumn& factor) {
    if (factor.column.categorical()) return fmt::format("{}", fmt::join(factor.column.levels, ", "));
    const std::string unit = unit_words(factor.column.unit);
    return fmt::format("{} to {}{}", number_text(factor.low, {.digits = 6}), number_text(factor.high, {.digits = 6}),
                       unit.empty() ? "" : " " + unit);
}

std::string direction_of(const OutcomeColumn& metric) {
    std::string text = metric.better == Better::higher  ? ", the more the better"
                       : metric.better == Better::lower ? ", the less the better"
                                                        : "";
    if (metric.satisficing) text += fmt::format("; good enough from {}", number_text(*metric.satisficing, {.digits = 6}));
    if (metric.smallest_effect)
        text += fmt::format("; differences below {} do not matter", number_text(*metric.smallest_effect, {.digits = 6}));
    return text;
}

// Exogenous uncertainties, levers, relationships, measures.
std::string xlrm_card(const StudyData& study) {
    std::string x, l, m;
    for (const FactorColumn& factor : study.factors)
        (factor.lever ? l : x) += item(fmt::format("{} ({}): {}", factor.column.title, factor.path, range_of(factor)));
    for (std::size_t a = 0; a < study.arms.size() && study.arms.size() > 1; ++a)
        l += item(fmt::format("arm {}: {}", study.arms[a], study.arm_titles[a]));
    if (!study.sweep.empty())
        l += item(fmt::format("{} swept from {} to {} and back within each run", study.sweep_path, number_text(study.sweep.front().level),
                              number_text(study.sweep[study.sweep.size() / 2].level)));
    for (const OutcomeColumn& metric : study.metrics) m += item(metric_label(metric) + direction_of(metric));
    const auto part = [](const char* name, const std::string& items, const char* none) {
        return fmt::format("<div><h3>{}</h3>\n{}</div>\n", name,
                           items.empty() ? fmt::format("<p class=\"note\">{}</p>\n", none) : "<ul>\n" + items + "</ul>\n");
    };
    return "<section id=\"card\">\n<h2>What was asked</h2>\n<div class=\"figures\">\n" + part("Uncertainties (X)", x, "none was varied") +
           part("Levers (L)", l, "none was moved") +
           part("Relationships (R)",
                item("Enclosure, model " + study.model) +
                    item(fmt::format("design: {}, {} points; {} runs", study.design.kind, study.points(), study.runs())),
                "") +
           part("Measures (M)", m, "none") + "</div>\n</section>\n";
}

std::string failures_section(const StudyData& study) {
    std::string out = "<section id=\"failures\">\n<h2>What failed, and what is missing</h2>\n";
    if (study.failures.count == 0 && study.missing == 0) return out + "<p>No run failed and none is missing.</p>\n</section>\n";
    out += fmt::format("<p>{} of {} runs failed; {} are missing.</p>\n<ul>\n", study.failures.count, study.runs(), study.missing);
    for (const std::string& example : study.failures.examples) out += item(example);
    for (const std::string& example : study.missing_examples) out += item("missing: " + example);
    return out + "</ul>\n</section>\n";
}

std::string reproduction_section(const StudyData& study, const std::string& command) {
    const BuildInfo& build = build_info();
    std::string out = "<section id=\"again\">\n<h2>How to make this again</h2>\n";
    out += fmt::format("<pre><code>enclosure study run {0}.toml --dir {0}.study\nenclosure study merge {0}.study\n{1}</code></pre>\n",
                       escape(study.id.empty() ? "study" : study.id), escape(command));
    out += fmt::format(
        "<dl>\n<dt>study</dt><dd>{}</dd>\n<dt>seed</dt><dd>{}</dd>\n<dt>model</dt><dd>{}</dd>\n<dt>results</dt><dd>{}</dd>\n<dt>report "
        "by</dt><dd>enclosure {} ({}, {})</dd>\n</dl>\n",
        escape(study.id), study.seed, escape(study.model), escape(study.source), escape(build.version), escape(build.git),
        escape(build.compiler));
    if (!study.texts.empty() && !study.texts.front().empty())
        out += fmt::format("<details><summary>The study file</summary>\n<pre>{}</pre>\n</details>\n", escape(study.texts.front()));
    return out +
           "<p class=\"note\">A model is an argument, not a forecast: what it leaves out, it cannot show. Intervals hold what differs "
           "between the worlds that were run, not what is wrong with the model.</p>\n</section>\n";
}

}  // namespace

std::string study_page(const StudyData& study, const StudyReport& report, const std::string& command) {
    const std::string title = study.title.empty() ? study.id : study.title;
    std::string body = fmt::format("<header>\n<h1>{}</h1>\n", escape(title));
    if (!study.question.empty()) body += fmt::format("<p class=\"question\">{}</p>\n", escape(study.question));
    body += "</header>\n<main>\n<section id=\"answer\">\n<h2>The answer</h2>\n";
    for (const std::string& sentence : report.sentences) body += fmt::format("<p>{}</p>\n", escape(sentence));
    body += "</section>\n<nav aria-label=\"Sections\"><ul>\n";
    for (const Answer& answer : report.answers)
        body += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", escape(answer.analysis), escape(answer.title));
    body += "</ul></nav>\n" + xlrm_card(study);
    for (const Answer& answer : report.answers) body += answer_section(answer, 2);
    body += failures_section(study) + reproduction_section(study, command);
    return page_around(title, body + "</main>\n");
}

}  // namespace enclosure
