#include "analysis/chart/ticks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace enclosure {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

sys_days day_of(double value) {
    return sys_days{days{static_cast<int>(std::floor(std::clamp(value, -1e7, 1e7)))}};
}

double number_of(sys_days day) {
    return static_cast<double>(day.time_since_epoch().count());
}

int decimals_of(double step) {
    // 1e-9 forgives the rounding of log10 at exact powers of ten.
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 15);
}

/// Labels of linear ticks: all in the magnitude of the largest, all with the decimals of the step.
std::string tick_label(double shown, double step, const Magnitude& magnitude, const Form& form) {
    if (shown == 0) return form.prefix + "0" + form.suffix;
    const double scaled = shown / magnitude.size;
    const std::string text = fixed_text(std::abs(scaled), decimals_of(step / magnitude.size));
    return fmt::format("{}{}{}{}{}", scaled < 0 ? "\u2212" : "", form.prefix, text, magnitude.suffix, form.suffix);
}

std::vector<Tick> month_ticks(sys_days first, sys_days last, int months_apart) {
    std::vector<Tick> ticks;
    const year_month_day start{first};
    for (year_month month{start.year(), January}; sys_days{month / 1} <= last; month += months{months_apart}) {
        const sys_days day{month / 1};
        if (day < first) continue;
        const std::string_view name = month_names[static_cast<unsigned>(month.month()) - 1];
        ticks.push_back({number_of(day), fmt::format("{} {}", name, static_cast<int>(month.year()))});
    }
    return ticks;
}

std::vector<Tick> year_ticks(sys_days first, sys_days last, int years_apart) {
    std::vector<Tick> ticks;
    const int start = static_cast<int>(year_month_day{first}.year());
    const int aligned = static_cast<int>(std::floor(static_cast<double>(start) / years_apart)) * years_apart;
    for (int y = aligned; sys_days{year{y} / January / 1} <= last; y += years_apart) {
        const sys_days day{year{y} / January / 1};
        if (day >= first) ticks.push_back({number_of(day), fmt::format("{}", y)});
    }
    return ticks;
}

}  // namespace

double tick_step(double span, int wanted) {
    const double rough = span / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double rest = rough / power;
    return power * (rest < 1.5 ? 1 : rest < 3.5 ? 2 : rest < 7.5 ? 5 : 10);
}

Extent nice_range(Extent range, ScaleKind kind, int wanted) {
    const Scale scale = make_scale(kind, range, 0, 1);
    if (kind == ScaleKind::time) return {scale.low, scale.high};
    if (kind == ScaleKind::log) {
        const double low_power = std::pow(10.0, std::floor(std::log10(scale.low) + 1e-9));
        const double high_power = std::pow(10.0, std::floor(std::log10(scale.high) - 1e-9));
        const double low_rest = scale.low / low_power, high_rest = scale.high / high_power;
        const double slack = 1 + 1e-9;
        const double low = low_rest * slack >= 5 ? 5 : low_rest * slack >= 2 ? 2 : 1;
        const double high = high_rest <= 2 * slack ? 2 : high_rest <= 5 * slack ? 5 : 10;
        return {low * low_power, high * high_power};
    }
    // Widening may call for a larger step, and that for more widening; it settles within a few rounds, but need not for one tick.
    Extent nice{scale.low, scale.high};
    for (int round = 0; round < 4; ++round) {
        const double step = tick_step(nice.high - nice.low, wanted);
        nice = {std::floor(nice.low / step + 1e-9) * step, std::ceil(nice.high / step - 1e-9) * step};
    }
    return nice;
}

std::vector<Tick> linear_ticks(Extent range, int wanted, const Form& form) {
    std::vector<Tick> ticks;
    const Extent shown{range.low * form.factor, range.high * form.factor};
    if (empty(shown) || shown.low == shown.high) return ticks;
    const double step = tick_step(shown.high - shown.low, wanted);
    if (!std::isfinite(step) || step <= 0) return ticks;
    const double first = std::ceil(shown.low / step - 1e-9), last = std::floor(shown.high / step + 1e-9);
    const Magnitude magnitude = magnitude_of(std::max(std::abs(first), std::abs(last)) * step);
    // The counter is a whole number, so that 0.1 steps do not pile up rounding.
    for (double k = first; k <= last && ticks.size() < 1000; k += 1) {
        const double value = k * step;
        ticks.push_back({value / form.factor, tick_label(value, step, magnitude, form)});
    }
    return ticks;
}

std::vector<Tick> log_ticks(Extent range, int wanted, const Form& form) {
    std::vector<Tick> ticks;
    if (empty(range) || range.low <= 0) return ticks;
    const Extent shown{range.low * form.factor, range.high * form.factor};
    const double decades = std::log10(shown.high) - std::log10(shown.low);  // the quotient may be infinite
    if (!std::isfinite(decades)) return ticks;
    if (decades < 0.7) return linear_ticks(range, wanted, form);
    const int first = static_cast<int>(std::floor(std::log10(shown.low) + 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(shown.high) + 1e-9));
    const int apart = std::max(1, static_cast<int>(std::ceil((decades + 1) / std::max(2, wanted + 1) - 1e-9)));
    const bool between = decades * 3 <= wanted + 1.5;
    for (int power = first; power <= last; ++power) {
        if ((power % apart + apart) % apart != 0) continue;
        for (const double times : {1.0, 2.0, 5.0}) {
            if (times > 1 && !between) continue;
            const double value = times * std::pow(10.0, power);
            if (!std::isfinite(value) || value < shown.low * (1 - 1e-9) || value > shown.high * (1 + 1e-9)) continue;
            ticks.push_back({value / form.factor, number_text(value / form.factor, form)});
        }
    }
    return ticks;
}

std::vector<Tick> time_ticks(Extent days, int wanted) {
    if (empty(days)) return {};
    // Far beyond any model, and within what the calendar's years can hold.
    days = {std::clamp(days.low, -1e6, 1e6), std::clamp(days.high, -1e6, 1e6)};
    const sys_days first = day_of(std::ceil(days.low)), last = day_of(days.high);
    const double span = days.high - days.low;
    const double apart = span / std::max(1, wanted);
    if (apart < 20) {
        static constexpr std::array<int, 5> steps{1, 2, 5, 7, 14};
        const auto step = std::lower_bound(steps.begin(), steps.end() - 1, apart);
        std::vector<Tick> ticks;
        for (sys_days day = first; day <= last; day += std::chrono::days{*step}) {
            const year_month_day date{day};
            const std::string_view name = month_names[static_cast<unsigned>(date.month()) - 1];
            ticks.push_back({number_of(day), fmt::format("{} {}", static_cast<unsigned>(date.day()), name)});
        }
        return ticks;
    }
    for (const int months_apart : {1, 2, 3, 6})
        if (months_apart * 30.44 >= apart * 0.8) return month_ticks(first, last, months_apart);
    int years_apart = 1;
    for (int power = 1; years_apart * 365.25 < apart * 0.8; power *= 10)
        for (const int times : {1, 2, 5})
            if (years_apart * 365.25 < apart * 0.8) years_apart = times * power;
    return year_ticks(first, last, years_apart);
}

std::vector<Tick> ticks_of(const Scale& scale, int wanted, const Form& form) {
    const Extent range{scale.low, scale.high};
    if (scale.kind == ScaleKind::time) return time_ticks(range, wanted);
    return scale.kind == ScaleKind::log ? log_ticks(range, wanted, form) : linear_ticks(range, wanted, form);
}

std::string day_text(double days, bool with_day) {
    if (!std::isfinite(days)) return "\u2013";
    const year_month_day date{day_of(days)};
    const std::string month = fmt::format("{} {}", month_names[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()));
    return with_day ? fmt::format("{} {}", static_cast<unsigned>(date.day()), month) : month;
}

}  // namespace enclosure
