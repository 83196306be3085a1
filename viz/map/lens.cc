#include "viz/map/lens.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/chart/number.h"
#include "sim/base/paired.h"
#include "sim/world/users.h"

namespace enclosure::viz {
namespace {

constexpr double few_users = 0.005;  // of all who have a model

double model_number(Lens lens, const ModelRecord& model) {
    switch (lens) {
        case Lens::capability:
            return model.score;
        case Lens::trust:
            return model.trust;
        case Lens::risk:
            return model.risk;
        default:
            return not_defined;
    }
}

void widen(Extent& extent, double value) {
    if (!std::isfinite(value)) return;
    extent.low = std::min(extent.low, value);
    extent.high = std::max(extent.high, value);
}

}  // namespace

Extent lens_extent(Lens lens, const StepRecord& record) {
    const double beyond = std::numeric_limits<double>::infinity();
    Extent range{beyond, -beyond};
    if (lens == Lens::welfare) {
        for (const double welfare : record.welfare) widen(range, welfare);
        return range;
    }
    double users = 0;
    for (const ModelRecord& model : record.models) users += model.users;
    for (const ModelRecord& model : record.models) {
        if (model.users >= few_users * users) widen(range, model_number(lens, model));
    }
    return range;
}

ColourScale lens_scale(Lens lens, Extent range) {
    if (!(range.low <= range.high)) range = {0, 1};
    if (lens == Lens::trust) range = {0, 1};
    if (lens == Lens::risk || lens == Lens::welfare) range.low = std::min(0.0, range.low);
    return make_colour_scale(ColourKind::sequential, range);
}

Colour colour_of(Ink ink, ThemeKind theme) {
    const Rgb rgb = theme == ThemeKind::dark ? ink.on_dark : ink.on_light;
    return {rgb.red, rgb.green, rgb.blue};
}

Colour openness_colour(Openness openness, const Theme& theme) {
    constexpr std::array tones{Tone::closed, Tone::hybrid, Tone::open};
    return theme.colour(tones[static_cast<std::size_t>(openness)]);
}

Colour category_colour(std::size_t member, ThemeKind theme) {
    return colour_of(kind_inks[member % kind_inks.size()], theme);
}

Colour scale_colour(const ColourScale& scale, double value, const Theme& theme) {
    const std::size_t step = colour_step(scale, value);
    if (step >= colour_steps) return theme.colour(Tone::faint);
    return colour_of(sequential_inks[step], theme.kind);
}

std::vector<InkSum> lens_inks(Lens lens, const StepRecord& record, const Population& population, const ColourScale& scale,
                              const HiddenClasses& hidden, const Theme& theme) {
    const std::size_t cells = population.cell_begin.empty() ? 0 : population.cell_begin.size() - 1;
    std::vector<InkSum> inks(cells * 256);
    for (const ModelRecord& model : record.models) {
        const Openness openness = model.firm >= 0 ? record.firms[static_cast<std::size_t>(model.firm)].openness : Openness::open;
        if (is_hidden(hidden.openness, static_cast<std::size_t>(openness))) continue;
        const InkSum of_firm = ink_sum(openness_colour(openness, theme));
        const InkSum of_model = ink_sum(scale_colour(scale, model_number(lens, model), theme));
        for (std::size_t cell = 0; cell < cells; ++cell) {
            const std::size_t segment = population.segment[cell];
            const std::size_t region = population.region[cell];
            if (is_hidden(hidden.segments, segment) || is_hidden(hidden.regions, region)) continue;
            InkSum& at = inks[cell * 256 + model.slot];
            switch (lens) {
                case Lens::openness:
                    at = of_firm;
                    break;
                case Lens::segment:
                    at = ink_sum(category_colour(segment, theme.kind));
                    break;
                case Lens::region:
                    at = ink_sum(category_colour(region, theme.kind));
                    break;
                case Lens::welfare:
                    at = ink_sum(scale_colour(scale, segment < record.welfare.size() ? record.welfare[segment] : not_defined, theme));
                    break;
                default:
                    at = of_model;
                    break;
            }
        }
    }
    return inks;
}

double firm_number(Lens lens, const StepRecord& record, std::int32_t firm) {
    double sum = 0;
    double weight = 0;
    for (const ModelRecord& model : record.models) {
        const double value = model_number(lens, model);
        if (model.firm != firm || !std::isfinite(value)) continue;
        sum += value * model.users;
        weight += model.users;
    }
    return weight > 0 ? sum / weight : not_defined;
}

std::string lens_number(Lens lens, double value) {
    if (lens == Lens::welfare) return lens_text(lens, value);
    return number_text(value) + (lens == Lens::capability ? " OOM" : "");
}

std::string lens_text(Lens lens, double value) {
    const LensFacts& facts = facts_of(lens);
    Form form{.factor = 1, .suffix = facts.unit.empty() ? "" : " " + std::string(facts.unit)};
    if (lens == Lens::welfare) form = {.factor = 1, .prefix = "$", .suffix = "/yr"};
    return number_text(value, form);
}

}  // namespace enclosure::viz
