#include "analysis/questions/scope.h"

#include <fmt/format.h>

#include <cmath>

#include "analysis/chart/number.h"
#include "analysis/data/analysis_error.h"

namespace enclosure {

Scope scope_of(const StudyData& study, const ScopeNames& names) {
    std::vector<std::string> reasons;
    const auto take = [&](const auto& find, std::size_t& into) {
        try {
            into = find();
        } catch (const AnalysisError& error) {
            reasons.insert(reasons.end(), error.reasons().begin(), error.reasons().end());
        }
    };
    Scope scope{.outcomes = {}, .confidence = names.confidence, .seed = names.seed, .resamples = names.resamples};
    OutcomeChoice choice;
    if (!names.arm.empty()) take([&] { return arm_named(study, names.arm); }, choice.arm);
    if (!names.against.empty()) {
        choice.against = 0;
        take([&] { return arm_named(study, names.against); }, *choice.against);
        if (reasons.empty() && *choice.against == choice.arm)
            reasons.push_back(names.against + " cannot be compared with itself: --arm and --against are the same");
    }
    for (const std::string& id : names.metrics) {
        take([&] { return metric_named(study, id); }, choice.metric);
        scope.outcomes.push_back(choice);
    }
    for (std::size_t m = 0; m < study.metrics.size() && names.metrics.empty(); ++m) {
        choice.metric = m;
        scope.outcomes.push_back(choice);
    }
    if (study.metrics.empty()) reasons.push_back("The study has no metric; [[metric]] says what a run is reduced to");
    if (!(names.confidence > 0 && names.confidence < 1))
        reasons.push_back(fmt::format("A confidence of {} is none; it lies between 0 and 1, such as 0.95", names.confidence));
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    return scope;
}

BootstrapOptions bootstrap_of(const Scope& scope, IntervalKind kind) {
    return {.resamples = scope.resamples, .confidence = scope.confidence, .kind = kind, .seed = scope.seed};
}

std::string with_interval(double value, double low, double high, int digits) {
    const Form form{.digits = digits};
    const std::string text = number_text(value, form);
    if (std::isnan(low) || std::isnan(high)) return text;
    return fmt::format("{} ({} to {})", text, number_text(low, form), number_text(high, form));
}

std::string percent_text(double share) {
    return fmt::format("{:g}\u00a0%", std::round(share * 1e6) / 1e4);
}

std::string rough_percent_text(double share) {
    return percent_text(std::round(share * 1000) / 1000);
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t k = 0; k < names.size(); ++k) text += (k == 0 ? "" : k + 1 == names.size() ? " and " : ", ") + names[k];
    return text;
}

std::string figure_id(std::string_view text) {
    std::string id;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain || (!id.empty() && id.back() != '-')) id += plain ? c : '-';
    }
    return id;
}

std::vector<std::pair<std::string, std::string>> common_settings(const StudyData& study, const Scope& scope) {
    std::vector<std::pair<std::string, std::string>> settings{{"study", study.id}, {"file", study.source}};
    if (study.arms.size() > 1) {
        const OutcomeChoice& choice = scope.outcomes.front();
        settings.emplace_back("arm", study.arms[choice.arm] + (choice.against ? " against " + study.arms[*choice.against] : ""));
    }
    settings.emplace_back("confidence", fmt::format("{:g}", scope.confidence));
    settings.emplace_back("runs",
                          fmt::format("{}, of which {} failed and {} are missing", study.runs(), study.failures.count, study.missing));
    return settings;
}

void warn_of_holes(const StudyData& study, std::vector<std::string>& warnings) {
    if (study.missing == 0) return;
    std::string text = fmt::format("{} runs of the study are missing", study.missing);
    for (std::size_t k = 0; k < std::min<std::size_t>(study.missing_examples.size(), 3); ++k)
        text += (k == 0 ? ": " : "; ") + study.missing_examples[k];
    warnings.push_back(text + (study.missing > 3 ? "; …" : "") + ". enclosure study run on its folder makes them");
}

std::string factor_label(const FactorColumn& factor) {
    const std::string unit = unit_words(factor.column.unit);
    return unit.empty() ? factor.column.title : factor.column.title + ", " + unit;
}

std::string metric_label(const OutcomeColumn& metric) {
    const std::string unit = unit_words(metric.unit);
    return unit.empty() ? metric.title : metric.title + ", " + unit;
}

}  // namespace enclosure
