// The inspector of a firm: its figures, its share over time, and why it follows its strategy.
#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "sim/run/explain_strategy.h"
#include "viz/kit/widgets.h"
#include "viz/map/map_marks.h"
#include "viz/panels/facts.h"
#include "viz/panels/inspector_parts.h"
#include "viz/panels/term_table.h"
#include "viz/plot/sparkline.h"

namespace enclosure::viz {
namespace {

std::vector<double> shares_of(const Track& track, std::size_t firm) {
    std::vector<double> shares;
    for (std::size_t s = 0; s < track.size(); ++s) {
        const StepRecord& record = track.record(s);
        shares.push_back(firm < record.firms.size() ? record.firms[firm].seat_share : 0);
    }
    return shares;
}

// The share over the whole run so far; dashed, that of the other world.
float draw_shares(Ui& ui, App& app, const Track& track, const StepRecord& record, std::size_t firm, Rect room) {
    const float height = ui.px(40);
    const Rect strip = room.take_top(height);
    if (track.size() < 2) return 0;
    const std::vector<double> shares = shares_of(track, firm);
    const Colour colour = openness_colour(record.firms[firm].openness, ui.theme);
    std::vector<double> ghost;
    const std::shared_ptr<const Track> other = app.session.status().forked ? app.session.track(WorldId::b) : nullptr;
    if (other && firm < other->last().firms.size() && other->last().firms[firm].label == record.firms[firm].label)
        ghost = shares_of(*other, firm);
    double top = *std::max_element(shares.begin(), shares.end());
    for (const double share : ghost) top = std::max(top, share);
    const Rect plot = strip.inset(ui.px(2), ui.px(5));
    const std::size_t last = std::max(shares.size(), ghost.size()) - 1;
    const auto points = [&](const std::vector<double>& values) {
        std::vector<Place> line;
        for (std::size_t s = 0; s < values.size(); ++s) {
            const float across = static_cast<float>(s) / static_cast<float>(std::max<std::size_t>(1, last));
            line.push_back({plot.x + across * plot.w, plot.bottom() - static_cast<float>(top > 0 ? values[s] / top : 0) * plot.h});
        }
        return line;
    };
    const std::vector<Place> line = points(shares);
    ui.canvas.shade(line, plot.bottom(), colour.with_alpha(0.35F), colour.with_alpha(0.02F));
    if (!ghost.empty()) ui.canvas.line(points(ghost), ui.colour(Tone::muted), std::max(1.0F, ui.px(1)), Dash::dashed);
    ui.canvas.line(line, colour, std::max(1.0F, ui.px(2)));
    if (record.step < line.size()) ui.canvas.disc(line[record.step], ui.px(3), colour);
    if (ui.hovers(strip)) {
        ui.tooltip("Share of seats over the run", "Largest " + share_text(top) + (ghost.empty() ? "" : "\nDashed: world B"));
    }
    return height;
}

// The review's alternatives, those that are most likely first.
float draw_review(Ui& ui, const StrategyExplanation& review, Rect room) {
    const float top = room.y;
    room.take_top(ui.px(6));
    const std::string title = "Review " + std::to_string(review.review) + " of its strategy: payoff by strategy";
    label(ui, room.take_top(ui.px(20), ui.px(2)), title, Font::body_bold, Tone::text, Align::left, true);
    std::vector<std::size_t> order(review.options.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if ((a == review.chosen) != (b == review.chosen)) return a == review.chosen;
        return review.options[a].probability > review.options[b].probability;
    });
    std::vector<TermColumn> columns;
    for (const std::size_t i : order) {
        const StrategyOption& option = review.options[i];
        TermColumn column{option.title,
                          i == review.chosen              ? "chosen"
                          : option.title == review.before ? "before"
                                                          : "",
                          option.probability,
                          {}};
        add_terms(column, option.weighed.payoff);
        add_terms(column, option.weighed.profit);
        add_terms(column, option.weighed.value);
        columns.push_back(std::move(column));
    }
    const float height = draw_term_table(ui, room, columns);
    return room.y - top + height;
}

}  // namespace

float draw_firm(Ui& ui, App& app, const Track& track, const StepRecord& record, std::size_t firm, Rect room) {
    const float top = room.y;
    const FirmRecord& now = record.firms[firm];
    std::vector<Fact> facts;
    facts.push_back({"Share", share_text(now.seat_share), "Share of all seats that use a model."});
    facts.push_back({"12 months", points_text(share_change(track, record.step, firm)),
                     "Change of that share over the last 12 months, percentage points."});
    facts.push_back({"Users", count_text(now.users), "User records that use one of its models."});
    facts.push_back({"Developers", count_text(now.developers), "Records of developers who work on one of its models."});
    facts.push_back(firm_fact(record, firm, "price", "Price"));
    facts.push_back(firm_fact(record, firm, "capability", "Capability"));
    const float first = draw_facts(ui, room, facts);
    room.take_top(first);
    room.take_top(draw_shares(ui, app, track, record, firm, room));
    std::vector<Fact> more;
    more.push_back(firm_fact(record, firm, "income", "Income"));
    more.push_back(firm_fact(record, firm, "profit", "Profit"));
    more.push_back(firm_fact(record, firm, "cash", "Cash"));
    more.push_back(firm_fact(record, firm, "research", "Research"));
    more.push_back(firm_fact(record, firm, "staff", "Staff"));
    const Population& population = track.population();
    if (now.region < population.regions.size()) more.push_back({"Region", population.regions[now.region], "Home region.", false});
    room.take_top(draw_facts(ui, room, more));
    label(ui, room.take_top(ui.px(20)), "Strategy: " + now.strategy, Font::body, Tone::text, Align::left, true);
    if (const auto review = app.session.explain_firm(firm)) {
        room.take_top(draw_review(ui, *review, room));
    }
    return room.y - top;
}

}  // namespace enclosure::viz
