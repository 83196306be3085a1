// Sums that can say what they are made of: a struct lists its terms once, in the order in which they are added, with their signs.
// Invariant: who computes and who explains fold over the same list, so the total is the same to the bit.
#pragma once

#include <string_view>
#include <tuple>

namespace enclosure {

/// One term of a sum, in single or double precision.
template <class S, class Real = double>
struct Term {
    Real S::*member;
    std::string_view name;
    std::string_view unit;
    std::string_view doc;
};

/// `start` and all terms that S lists, added one by one in their order, in the precision of `start`.
template <class S, class Real = double>
constexpr Real sum_of(const S& terms, Real start = 0) {
    std::apply([&](const auto&... t) { ((start += terms.*t.member), ...); }, S::terms());
    return start;
}

/// Calls visit(term, value) for each term, in order.
template <class S, class Visit>
constexpr void for_each_term(const S& terms, Visit&& visit) {
    std::apply([&](const auto&... t) { (visit(t, terms.*t.member), ...); }, S::terms());
}

}  // namespace enclosure
