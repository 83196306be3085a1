#include "sim/phases/choice_batch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/phases/choice_batch.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <cstring>
#include <limits>

#include "sim/base/alternatives-inl.h"
#include "sim/base/variates-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

using namespace alternatives;
constexpr std::size_t in_flight = 4;
static_assert(ChooserBatch::capacity % hn::MaxLanes(df) == 0 && ChooserBatch::capacity % (in_flight * hn::MaxLanes(d64)) == 0);

/// What a user draws once in a step.
struct UserDraws {
    alignas(64) std::uint32_t words[2 * ChooserBatch::capacity];  ///< what his draws for models are made of, two of each user
    alignas(64) float none[ChooserBatch::capacity];
    alignas(64) float log_stable[2][ChooserBatch::capacity];
};

/// The words of one block for each user, two by two: word 0 and 1 of user i at `first[2i]`, word 2 and 3 at `second[2i]`.
struct UserWords {
    alignas(64) std::uint32_t first[2 * ChooserBatch::capacity];
    alignas(64) std::uint32_t second[2 * ChooserBatch::capacity];
};

HWY_INLINE void draw_words(const ChooserBatch& users, const ChoiceSetting& s, Purpose purpose, UserWords& words) {
    const std::size_t lanes = hn::Lanes(d64);
    for (std::size_t i = 0; i < users.size; i += in_flight * lanes) {
        Blocks<V64> blocks[in_flight];
        for (std::size_t k = 0; k < in_flight; ++k) {
            const V64 serial = hn::Load(d64, users.serial.data() + i + k * lanes);
            blocks[k] = counters(d64, serial, hn::Zero(d64), purpose, s.step);
        }
        philox(d64, s.seed, blocks);
        for (std::size_t k = 0; k < in_flight; ++k) {
            const auto& w = blocks[k].word;
            hn::Store(hn::BitCast(du, joined(d64, w[0], w[1])), du, words.first + 2 * (i + k * lanes));
            hn::Store(hn::BitCast(du, joined(d64, w[2], w[3])), du, words.second + 2 * (i + k * lanes));
        }
    }
}

HWY_INLINE void draw_for_users(const ChooserBatch& users, const ChoiceSetting& s, UserDraws& draws) {
    UserWords words{};  // batches are not always full
    draw_words(users, s, Purpose::user_choice, words);
    std::memcpy(draws.words, words.first, sizeof draws.words);
    VU u, e;
    for (std::size_t i = 0; i < users.size; i += hn::Lanes(df)) {
        hn::LoadInterleaved2(du, words.second + 2 * i, u, e);
        hn::Store(gumbel(df, u), df, draws.none + i);
    }
    if (s.nest_scale >= 1.0F) {
        std::memset(draws.log_stable, 0, sizeof draws.log_stable);
        return;
    }
    draw_words(users, s, Purpose::user_nest, words);
    for (std::size_t i = 0; i < users.size; i += hn::Lanes(df)) {
        hn::LoadInterleaved2(du, words.first + 2 * i, u, e);
        hn::Store(log_positive_stable(df, s.nest_scale, u, e), df, draws.log_stable[0] + i);
        hn::LoadInterleaved2(du, words.second + 2 * i, u, e);
        hn::Store(log_positive_stable(df, s.nest_scale, u, e), df, draws.log_stable[1] + i);
    }
}

HWY_INLINE Choice choose_one(const ChooserBatch& users, std::size_t i, const OfferingColumns& m, const ChoiceSetting& s,
                             const UserDraws& draws) {
    const std::size_t lanes = hn::Lanes(df);
    const VF price_weight = hn::Set(df, users.price_weight[i]);
    const VF data_sensitivity = hn::Set(df, users.data_sensitivity[i]);
    const VF customisation = hn::Set(df, users.customisation[i]);
    const VF security = hn::Set(df, users.security[i]);
    const VF integration = hn::Set(df, users.integration[i]);
    const VF to_other = hn::Set(df, users.switching[i]);
    const VF to_same = hn::Set(df, users.switching[i] * s.upgrade_cost);
    const VI slot = hn::Set(di, users.slot[i]);
    const VI vendor = hn::Set(di, users.vendor[i]);
    const VF log_closed = hn::Set(df, draws.log_stable[0][i]);
    const VF log_open = hn::Set(df, draws.log_stable[1][i]);
    const VF scale = hn::Set(df, s.nest_scale);
    Race bound = new_race();
    Race unbound = new_race();
    for (std::size_t begin = 0; begin < m.count; begin += 2 * lanes) {
        VU words[2];
        words_for_alternatives(draws.words[2 * i], draws.words[2 * i + 1], m.key.data() + begin, words);
        for (std::size_t k = 0; k < 2; ++k) {
            const std::size_t at = begin + k * lanes;
            VF value = hn::LoadU(df, users.utility[i] + at);
            value = hn::Sub(value, hn::Mul(price_weight, hn::LoadU(df, m.log_price.data() + at)));
            value = hn::Add(value, hn::Mul(data_sensitivity, hn::LoadU(df, m.transparency.data() + at)));
            value = hn::Add(value, hn::Mul(customisation, hn::LoadU(df, m.modifiability.data() + at)));
            value = hn::Sub(value, hn::Mul(security, hn::LoadU(df, m.risk.data() + at)));
            value = hn::Sub(value, hn::Mul(integration, hn::LoadU(df, m.integration.data() + at)));
            const auto in_use = hn::RebindMask(df, hn::Eq(hn::LoadU(di, m.slot.data() + at), slot));
            const auto own_vendor = hn::RebindMask(df, hn::Eq(hn::LoadU(di, m.vendor.data() + at), vendor));
            value = hn::Sub(value, hn::IfThenZeroElse(in_use, hn::LoadU(df, m.shut.data() + at)));
            const VF switching = hn::IfThenZeroElse(in_use, hn::IfThenElse(own_vendor, to_same, to_other));
            const auto open = hn::Gt(hn::LoadU(df, m.open.data() + at), hn::Zero(df));
            const VF draw = hn::Mul(scale, hn::Add(gumbel(df, words[k]), hn::IfThenElse(open, log_open, log_closed)));
            const VI which = hn::Iota(di, static_cast<std::int32_t>(at));
            unbound.enter(hn::Add(value, draw), which);
            bound.enter(hn::Add(hn::Sub(value, switching), draw), which);
        }
    }
    const auto slot_of = [&](std::int32_t offering) {
        return offering < 0 ? choice_none : static_cast<std::uint8_t>(m.slot[static_cast<std::size_t>(offering)]);
    };
    const float none = draws.none[i];
    return {slot_of(bound.winner((-s.outside + -(s.leave_cost * users.switching[i])) + none)), slot_of(unbound.winner(-s.outside + none))};
}

void choose_all(const ChooserBatch& users, const OfferingColumns& offerings, const ChoiceSetting& setting, std::span<Choice> out) {
    UserDraws draws;
    draw_for_users(users, setting, draws);
    for (std::size_t i = 0; i < users.size; ++i) out[i] = choose_one(users, i, offerings, setting, draws);
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(choose_all);

OfferingColumns::OfferingColumns(std::span<const Offering> offerings) : count(offerings.size()) {
    const std::size_t n = padded_alternatives(count);
    for (const Offering& o : offerings) {
        key.push_back(o.key);
        slot.push_back(o.slot);
        vendor.push_back(o.vendor);
        log_price.push_back(o.log_price);
        transparency.push_back(o.transparency);
        modifiability.push_back(o.modifiability);
        risk.push_back(o.risk);
        shut.push_back(o.shut);
        integration.push_back(o.integration);
        open.push_back(o.open ? 1.0F : 0.0F);
    }
    key.resize(n);
    for (auto* column : {&slot, &vendor}) column->resize(n, -2);
    for (auto* column : {&log_price, &transparency, &modifiability, &risk, &shut, &integration, &open}) column->resize(n);
}

void append_padded(std::span<const double> utility, std::vector<float>& row) {
    const std::size_t begin = row.size();
    for (const double u : utility) row.push_back(static_cast<float>(u));
    row.resize(begin + padded_alternatives(utility.size()), -std::numeric_limits<float>::infinity());
}

void ChooserBatch::add(const Chooser& user, const float* seen) {
    const std::size_t i = size++;
    serial[i] = user.serial;
    price_weight[i] = user.price_weight;
    data_sensitivity[i] = user.data_sensitivity;
    customisation[i] = user.customisation;
    security[i] = user.security;
    integration[i] = user.integration;
    switching[i] = user.switching;
    slot[i] = user.slot;
    vendor[i] = user.vendor;
    utility[i] = seen;
}

void choose_batch(const ChooserBatch& users, const OfferingColumns& offerings, const ChoiceSetting& setting, std::span<Choice> out) {
    HWY_DYNAMIC_DISPATCH(choose_all)(users, offerings, setting, out);
}

}  // namespace enclosure
#endif
