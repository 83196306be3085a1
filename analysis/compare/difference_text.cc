#include "analysis/compare/difference_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace enclosure {

namespace {

bool is_share(const Metric& metric) {
    const auto all = judgements();
    return metric.unit == "1" && std::any_of(all.begin(), all.end(), [&](const Judgement& j) { return j.name == metric.name && j.share; });
}

}  // namespace

Form level_form(const Metric& metric) {
    if (is_share(metric)) return {.factor = 100, .suffix = "%"};
    if (metric.unit.starts_with("USD")) return money_form();
    return {};
}

Form difference_form(const Metric& metric) {
    Form form = level_form(metric);
    if (is_share(metric)) form.suffix = " pp";
    return form;
}

Difference without_noise(Difference difference) {
    PairedStatistics& pairs = difference.pairs;
    const double noise = rounding_noise * std::max(std::fabs(pairs.baseline), std::fabs(pairs.treated));
    const auto quieten = [noise](double& value) {
        if (std::fabs(value) <= noise) value = 0;
    };
    quieten(pairs.difference);
    quieten(pairs.sd);
    for (Interval* interval : {&pairs.interval, &difference.bootstrap}) {
        quieten(interval->low);
        quieten(interval->high);
    }
    if (pairs.difference == 0 && !std::isnan(pairs.effect_size)) {
        pairs.effect_size = 0;
    } else if (pairs.sd == 0) {
        pairs.effect_size = not_defined;
    }
    return difference;
}

std::string signed_text(double value, const Form& form) {
    const std::string text = number_text(value, form);
    return value > 0 ? "+" + text : text;
}

std::string interval_text(const Interval& interval, const Form& form) {
    if (std::isnan(interval.low)) return "\u2013";
    if (form.factor != 100) return fmt::format("[{}, {}]", signed_text(interval.low, form), signed_text(interval.high, form));
    Form bare = form;
    bare.suffix.clear();
    return fmt::format("[{}, {}]{}", signed_text(interval.low, bare), signed_text(interval.high, bare), form.suffix);
}

int betterment(const Metric& metric, const Difference& difference) {
    const int good = static_cast<int>(good_direction(metric.name));
    if (difference.verdict != EffectVerdict::relevant && difference.verdict != EffectVerdict::detected) return 0;
    return difference.pairs.difference > 0 ? good : -good;
}

}  // namespace enclosure
