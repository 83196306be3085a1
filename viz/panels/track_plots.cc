#include "viz/panels/track_plots.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/paired.h"
#include "sim/indicators/indicator.h"
#include "sim/indicators/judgement.h"
#include "viz/panels/indicator_text.h"

namespace enclosure::viz {

namespace {

// Firms whose share never reached this are drawn as one.
constexpr double smallest_share = 0.02;

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

// The first `count` days of the axis, as a chart's x.
std::vector<double> days_there(const PlotContext& context) {
    const auto& days = context.axis.days;
    return {days.begin(), days.begin() + static_cast<std::ptrdiff_t>(std::min(days.size(), context.track.size()))};
}

void put_moment(const PlotContext& context, Plot& plot) {
    plot.uprights = context.uprights;
    if (context.shown + 1 < context.track.size()) plot.shown = context.axis.day_at(static_cast<double>(context.shown));
}

double at(const std::vector<double>& values, std::size_t step) {
    return step < values.size() ? values[step] : not_defined;
}

// Values of B before the worlds part are not drawn: A's line is there.
std::vector<double> parted(const std::vector<double>& a, std::vector<double> b) {
    const std::size_t from = first_difference(a, b);
    if (from >= std::min(a.size(), b.size())) return {};
    for (std::size_t k = 0; k + 1 < from; ++k) b[k] = not_defined;
    return b;
}

PlotLine ghost_of(std::string name, std::vector<double> values, Colour colour) {
    PlotLine line;
    line.name = std::move(name);
    line.values = std::move(values);
    line.colour = colour;
    line.dash = Dash::dashed;
    line.width = 1;
    line.ghost = true;
    return line;
}

struct FirmLayers {
    std::vector<double> highest;                             // share ever, by firm
    std::vector<std::array<std::vector<double>, 3>> values;  // by firm and openness; empty where never
};

FirmLayers firm_layers(const Track& track, std::size_t steps) {
    FirmLayers layers;
    for (std::size_t k = 0; k < steps; ++k) {
        const std::vector<FirmRecord>& firms = track.record(k).firms;
        if (firms.size() > layers.values.size()) layers.values.resize(firms.size()), layers.highest.resize(firms.size(), 0);
        for (std::size_t f = 0; f < firms.size(); ++f) {
            if (!(firms[f].seat_share > 0)) continue;
            std::vector<double>& values = layers.values[f][static_cast<std::size_t>(firms[f].openness)];
            if (values.empty()) values.assign(steps, not_defined);
            values[k] = firms[f].seat_share;
            layers.highest[f] = std::max(layers.highest[f], firms[f].seat_share);
        }
    }
    return layers;
}

std::string_view openness_class(Openness openness) {
    return openness == Openness::closed ? "Closed" : openness == Openness::hybrid ? "Hybrid" : "Open";
}

// The boundaries between classes in the other world, dashed.
void add_other_shares(const PlotContext& context, Plot& plot) {
    if (context.other == nullptr) return;
    const std::size_t steps = std::min(context.track.size(), context.other->size());
    std::array<std::vector<double>, 2> a, b;
    for (std::size_t k = 0; k < steps; ++k) {
        const OpennessShares in_a = shares_of(context.track.record(k)), in_b = shares_of(context.other->record(k));
        a[0].push_back(in_a.closed), b[0].push_back(in_b.closed);
        a[1].push_back(in_a.closed + in_a.hybrid), b[1].push_back(in_b.closed + in_b.hybrid);
    }
    const Colour ink = context.theme.colour(Tone::text);
    plot.lines.push_back(ghost_of("B: closed", parted(a[0], std::move(b[0])), ink));
    plot.lines.push_back(ghost_of("B: closed and hybrid", parted(a[1], std::move(b[1])), ink));
    std::erase_if(plot.lines, [](const PlotLine& line) { return line.values.empty(); });
}

}  // namespace

TimeAxis time_axis_of(const Track& track) {
    const TimeSpan& time = track.loaded().scenario.time;
    return make_time_axis(time.start, time.step, track.steps_total());
}

std::vector<double> world_series(const Track& track, std::size_t indicator) {
    std::vector<double> values;
    const std::size_t n = track.size();
    values.reserve(n);
    for (std::size_t k = 0; k < n; ++k) values.push_back(at(track.record(k).world, indicator));
    return values;
}

double last_defined(const std::vector<double>& values, std::size_t step) {
    for (std::size_t k = std::min(values.size(), step + 1); k > 0; --k) {
        if (std::isfinite(values[k - 1])) return values[k - 1];
    }
    return not_defined;
}

std::size_t first_difference(const std::vector<double>& a, const std::vector<double>& b) {
    const std::size_t n = std::min(a.size(), b.size());
    for (std::size_t k = 0; k < n; ++k) {
        if (!same(a[k], b[k])) return k;
    }
    return n;
}

std::size_t asked_step(const PlotContext& context) {
    const auto last = static_cast<double>(context.track.size() - 1);
    if (!context.crosshair) return context.shown;
    return static_cast<std::size_t>(std::clamp(std::floor(*context.crosshair + 1e-6), 0.0, last));
}

Tone indicator_tone(std::string_view name) {
    const auto holds = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
    if (holds("misuse") || holds("harm") || holds("breach") || holds("exploit") || holds("incident") || holds("outage"))
        return Tone::misuse;
    if (holds("closed")) return Tone::closed;
    if (holds("open")) return Tone::open;
    if (holds("hybrid") || holds("price")) return Tone::hybrid;
    if (holds("surplus") || holds("welfare") || holds("employment")) return Tone::good;
    return Tone::accent;
}

Plot indicator_plot(const PlotContext& context, std::size_t indicator, Colour colour) {
    const Indicator& facts = indicators()[indicator];
    Plot plot;
    plot.id = facts.name;
    plot.title = indicator_title(facts.name);
    plot.unit = short_unit(facts.name, facts.unit);
    plot.form = indicator_form(facts.name, facts.unit);
    plot.x = days_there(context);
    plot.from_zero = described_range(facts.name, facts.unit).lo >= 0 || good_direction(facts.name) == Direction::none;
    PlotLine line;
    line.name = plot.title;
    line.values = world_series(context.track, indicator);
    line.colour = colour;
    // What happens so many times a year is counted step by step; a line between the counts would show what is not there.
    line.mark = facts.unit == "1/yr" ? PlotMark::bars : PlotMark::line_over_area;
    plot.value = number_text(at(line.values, asked_step(context)), plot.form);
    plot.value_of_crosshair = context.crosshair.has_value();
    if (context.other != nullptr) {
        std::vector<double> other = parted(line.values, world_series(*context.other, indicator));
        if (!other.empty()) plot.lines.push_back(ghost_of("B: " + plot.title, std::move(other), colour));
    }
    plot.lines.insert(plot.lines.begin(), std::move(line));
    put_moment(context, plot);
    return plot;
}

OpennessShares shares_of(const StepRecord& record) {
    OpennessShares shares;
    for (const FirmRecord& firm : record.firms) {
        if (!(firm.seat_share > 0)) continue;
        (firm.openness == Openness::closed   ? shares.closed
         : firm.openness == Openness::hybrid ? shares.hybrid
                                             : shares.open) += firm.seat_share;
    }
    return shares;
}

Plot share_plot(const PlotContext& context) {
    Plot plot;
    plot.id = "market-share";
    plot.title = "Market share";
    plot.unit = "% of seats, by maker";
    plot.form = {.factor = 100, .suffix = "%"};
    plot.y_range = Extent{0, 1};
    plot.x = days_there(context);
    const std::size_t steps = plot.x.size();
    const FirmLayers firms = firm_layers(context.track, steps);
    // Largest first, so that a class begins with those that matter.
    std::vector<std::size_t> order(firms.highest.size());
    for (std::size_t f = 0; f < order.size(); ++f) order[f] = f;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return firms.highest[a] > firms.highest[b]; });
    const std::vector<FirmRecord>& known = context.track.last().firms;
    const Colour card = context.theme.colour(Tone::card);
    for (const Openness openness : {Openness::closed, Openness::hybrid, Openness::open}) {
        const Colour colour = context.theme.colour(openness_tone(openness));
        std::vector<double> rest;
        std::size_t drawn = 0, added_up = 0;
        for (const std::size_t f : order) {
            const std::vector<double>& values = firms.values[f][static_cast<std::size_t>(openness)];
            if (values.empty()) continue;
            if (firms.highest[f] < smallest_share) {
                if (rest.empty()) rest.assign(steps, not_defined);
                ++added_up;
                for (std::size_t k = 0; k < steps; ++k) {
                    if (!std::isnan(values[k])) rest[k] = (std::isnan(rest[k]) ? 0 : rest[k]) + values[k];
                }
                continue;
            }
            constexpr std::array<float, 4> shades{0.22F, 0.36F, 0.50F, 0.62F};
            plot.layers.push_back({.name = f < known.size() ? known[f].label : "",
                                   .group = std::string(openness_class(openness)),
                                   .values = values,
                                   .colour = mixed(colour, card, shades[drawn++ % shades.size()])});
        }
        if (!rest.empty()) {
            plot.layers.push_back({.name = fmt::format("{} smaller", added_up),
                                   .group = std::string(openness_class(openness)),
                                   .values = std::move(rest),
                                   .colour = mixed(colour, card, 0.7F)});
        }
    }
    // Tags stand beside the right end, whatever moment is shown, and say what was then.
    const OpennessShares end = shares_of(context.track.record(context.end));
    const auto tag = [&](Openness openness, double below, double share) {
        if (share > 0)
            plot.tags.push_back(
                {below + share / 2,
                 fmt::format("{} {}", openness_class(openness), number_text(share, {.factor = 100, .suffix = "%", .digits = 2})),
                 context.theme.colour(openness_tone(openness))});
    };
    tag(Openness::open, end.closed + end.hybrid, end.open);
    tag(Openness::hybrid, end.closed, end.hybrid);
    tag(Openness::closed, 0, end.closed);
    add_other_shares(context, plot);
    if (!plot.lines.empty()) plot.ghost_name = "world B";
    put_moment(context, plot);
    return plot;
}

Plot frontier_plot(const PlotContext& context) {
    Plot plot;
    plot.id = "capability-frontier";
    plot.title = "Capability frontier";
    plot.x = days_there(context);
    const std::optional<std::size_t> closed = indicator_row("closed_frontier"), open = indicator_row("open_frontier"),
                                     lag = indicator_row("gap_months");
    if (!closed || !open) return plot;
    plot.unit = unit_words(indicators()[*closed].unit) + ", best released model";
    plot.form = {.digits = 3};
    const auto add = [&](std::size_t row, std::string name, Tone tone) {
        PlotLine line;
        line.name = std::move(name);
        line.values = world_series(context.track, row);
        line.colour = context.theme.colour(tone);
        plot.lines.push_back(std::move(line));
    };
    add(*closed, "Closed", Tone::closed);
    add(*open, "Open", Tone::open);
    plot.between.push_back({0, 1, context.theme.colour(Tone::closed).with_alpha(0.10F)});
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
        const double end = last_defined(plot.lines[i].values, context.end);
        if (std::isfinite(end)) plot.tags.push_back({end, plot.lines[i].name, plot.lines[i].colour});
    }
    if (context.other != nullptr) {
        for (const std::size_t row : {*closed, *open}) {
            const std::size_t i = row == *closed ? 0 : 1;
            std::vector<double> other = parted(plot.lines[i].values, world_series(*context.other, row));
            if (!other.empty()) plot.lines.push_back(ghost_of("B: " + plot.lines[i].name, std::move(other), plot.lines[i].colour));
        }
        if (plot.lines.size() > 2) plot.ghost_name = "world B";
    }
    const std::size_t step = asked_step(context);
    const double months = lag ? at(context.track.record(step).world, *lag) : not_defined;
    const double level = at(plot.lines[1].values, step);
    if (std::isfinite(months) && months > 0 && std::isfinite(level)) {
        const double now = context.axis.day_at(static_cast<double>(step));
        constexpr double days_per_month = days_per_year / 12;
        plot.measure = PlotMeasure{std::max(now - months * days_per_month, plot.x.front()), now, level,
                                   fmt::format("lag {} months", number_text(months, {.digits = 2}))};
    }
    put_moment(context, plot);
    return plot;
}

}  // namespace enclosure::viz
