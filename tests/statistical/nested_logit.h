// The law that choices of models are held to, in double precision.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "sim/phases/choice.h"

namespace enclosure::statistics {

/// P(m) = (Σ_k∈nest e^(V_k/λ))^λ / Σ_nests · e^(V_m/λ) / Σ_k∈nest e^(V_k/λ), by offering of utility v; the last entry is for no model, of
/// utility v_none.
inline std::vector<double> nested_logit(std::span<const Offering> offerings, std::span<const double> v, double lambda, double v_none) {
    double nest[2] = {0, 0};
    for (std::size_t k = 0; k < v.size(); ++k) nest[offerings[k].open ? 1 : 0] += std::exp(v[k] / lambda);
    const double all = std::pow(nest[0], lambda) + std::pow(nest[1], lambda) + std::exp(v_none);
    std::vector<double> p;
    for (std::size_t k = 0; k < v.size(); ++k) {
        const double inside = nest[offerings[k].open ? 1 : 0];
        p.push_back(std::pow(inside, lambda) / all * std::exp(v[k] / lambda) / inside);
    }
    p.push_back(std::exp(v_none) / all);
    return p;
}

}  // namespace enclosure::statistics
