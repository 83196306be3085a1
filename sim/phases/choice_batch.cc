#include "sim/phases/choice_batch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/phases/choice_batch.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <algorithm>
#include <bit>
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

/// Of one user: what each offering is worth to him but for the draw, and what the draw is at most.
struct Worth {
    alignas(64) std::uint32_t word[padded_alternatives(choice_slots)];
    alignas(64) float bound[padded_alternatives(choice_slots)];    ///< with the cost of moving
    alignas(64) float unbound[padded_alternatives(choice_slots)];  ///< without
    alignas(64) float draw[padded_alternatives(choice_slots)];     ///< at most
};

/// The two races of a user, each by what certainly is reached in it: whoever is not above cannot win.
struct Reached {
    float bound;
    float unbound;
};

/// Offerings that may win a race, of one user after the other, and what has won so far. Few of a market's can: only for these is a variate
/// worth two logarithms.
class Contest {
  public:
    static constexpr std::size_t capacity = 4 * padded_alternatives(choice_slots);

    Contest(const ChooserBatch& users, const OfferingColumns& offerings, const ChoiceSetting& setting, const UserDraws& draws)
        : offerings_(offerings), setting_(setting), draws_(draws) {
        for (std::size_t i = 0; i < users.size; ++i) {
            const float none = draws.none[i];
            best_[i] = {(-setting.outside + -(setting.leave_cost * users.switching[i])) + none, -setting.outside + none};
        }
    }

    /// The best of what has raced for user i; before anything has, what having no model is worth to him.
    Reached best(std::size_t i) const { return best_[i]; }

    bool has_room_for(std::size_t offerings) const { return size_ + offerings <= capacity; }

    HWY_INLINE void enter(std::size_t i, std::size_t offering, const Worth& worth) {
        const std::size_t k = size_++;
        user_[k] = static_cast<std::uint8_t>(i);
        slot_[k] = static_cast<std::uint8_t>(offerings_.slot[offering]);
        word_[k] = worth.word[offering];
        bound_[k] = worth.bound[offering];
        unbound_[k] = worth.unbound[offering];
        log_stable_[k] = draws_.log_stable[offerings_.open[offering] > 0 ? 1 : 0][i];
    }

    /// Has all that entered race, in the order in which they came: of equals the first wins.
    HWY_INLINE void race(std::span<Choice> out) {
        const std::size_t lanes = hn::Lanes(df);
        for (std::size_t k = size_; k % lanes != 0; ++k) {  // nobody, to the end of the vector
            word_[k] = 0;
            bound_[k] = unbound_[k] = log_stable_[k] = 0;
        }
        const VF scale = hn::Set(df, setting_.nest_scale);
        for (std::size_t k = 0; k < size_; k += lanes) {
            const VF draw = hn::Mul(scale, hn::Add(gumbel(df, hn::Load(du, word_ + k)), hn::Load(df, log_stable_ + k)));
            hn::Store(hn::Add(hn::Load(df, bound_ + k), draw), df, bound_ + k);
            hn::Store(hn::Add(hn::Load(df, unbound_ + k), draw), df, unbound_ + k);
        }
        for (std::size_t k = 0; k < size_; ++k) {
            Reached& best = best_[user_[k]];
            Choice& choice = out[user_[k]];
            if (bound_[k] > best.bound) {
                best.bound = bound_[k];
                choice.slot = slot_[k];
            }
            if (unbound_[k] > best.unbound) {
                best.unbound = unbound_[k];
                choice.unbound = slot_[k];
            }
        }
        size_ = 0;
    }

  private:
    const OfferingColumns& offerings_;
    const ChoiceSetting& setting_;
    const UserDraws& draws_;
    Reached best_[ChooserBatch::capacity];
    std::size_t size_ = 0;
    std::uint8_t user_[capacity];
    std::uint8_t slot_[capacity];
    alignas(64) std::uint32_t word_[capacity];
    alignas(64) float bound_[capacity];
    alignas(64) float unbound_[capacity];
    alignas(64) float log_stable_[capacity];
};

/// Fills `worth` and returns what the best offering certainly reaches, or `least`. A draw's bounds go through the operations of the draw
/// itself: each is monotone, rounding included, so bounds they remain.
HWY_INLINE Reached weigh(const ChooserBatch& users, std::size_t i, const OfferingColumns& m, const ChoiceSetting& s, const UserDraws& draws,
                         Reached least, Worth& worth) {
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
    VF best_bound = hn::Set(df, least.bound);
    VF best_unbound = hn::Set(df, least.unbound);
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
            const VF moved = hn::Sub(value, hn::IfThenZeroElse(in_use, hn::IfThenElse(own_vendor, to_same, to_other)));
            const auto open = hn::Gt(hn::LoadU(df, m.open.data() + at), hn::Zero(df));
            const VF log_stable = hn::IfThenElse(open, log_open, log_closed);
            const GumbelBounds<VF> bounds = gumbel_bounds(df, words[k]);
            const VF least_draw = hn::Mul(scale, hn::Add(bounds.low, log_stable));
            best_bound = hn::Max(best_bound, hn::Add(moved, least_draw));
            best_unbound = hn::Max(best_unbound, hn::Add(value, least_draw));
            hn::Store(words[k], du, worth.word + at);
            hn::Store(moved, df, worth.bound + at);
            hn::Store(value, df, worth.unbound + at);
            hn::Store(hn::Mul(scale, hn::Add(bounds.high, log_stable)), df, worth.draw + at);
        }
    }
    return {hn::GetLane(hn::MaxOfLanes(df, best_bound)), hn::GetLane(hn::MaxOfLanes(df, best_unbound))};
}

/// Enters the offerings that may yet reach what is reached.
HWY_INLINE void enter_contest(Contest& contest, std::size_t i, std::size_t offerings, const Worth& worth, Reached reached) {
    const std::size_t lanes = hn::Lanes(df);
    const VF bound = hn::Set(df, reached.bound);
    const VF unbound = hn::Set(df, reached.unbound);
    for (std::size_t at = 0; at < offerings; at += lanes) {
        const VF draw = hn::Load(df, worth.draw + at);
        const auto in_bound = hn::Ge(hn::Add(hn::Load(df, worth.bound + at), draw), bound);
        const auto in_unbound = hn::Ge(hn::Add(hn::Load(df, worth.unbound + at), draw), unbound);
        std::uint8_t bits[8] = {};
        hn::StoreMaskBits(df, hn::Or(in_bound, in_unbound), bits);
        std::uint64_t left = 0;
        std::memcpy(&left, bits, sizeof left);
        for (; left != 0; left &= left - 1) contest.enter(i, at + static_cast<std::size_t>(std::countr_zero(left)), worth);
    }
}

void choose_all(const ChooserBatch& users, const OfferingColumns& offerings, const ChoiceSetting& setting, std::span<Choice> out) {
    UserDraws draws;
    draw_for_users(users, setting, draws);
    std::fill_n(out.begin(), users.size, Choice{});
    Contest contest(users, offerings, setting, draws);
    Worth worth;
    for (std::size_t i = 0; i < users.size; ++i) {
        if (!contest.has_room_for(padded_alternatives(offerings.count))) contest.race(out);
        const Reached reached = weigh(users, i, offerings, setting, draws, contest.best(i), worth);
        enter_contest(contest, i, offerings.count, worth, reached);
    }
    contest.race(out);
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(choose_all);

OfferingColumns::OfferingColumns(std::span<const Offering> offerings, std::pmr::memory_resource* memory)
    : count(offerings.size()),
      key(memory),
      slot(memory),
      vendor(memory),
      log_price(memory),
      transparency(memory),
      modifiability(memory),
      risk(memory),
      shut(memory),
      integration(memory),
      open(memory) {
    const std::size_t n = padded_alternatives(count);
    key.reserve(n);
    for (auto* column : {&slot, &vendor}) column->reserve(n);
    for (auto* column : {&log_price, &transparency, &modifiability, &risk, &shut, &integration, &open}) column->reserve(n);
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

void write_padded(std::span<const double> utility, std::span<float> row) {
    for (std::size_t k = 0; k < utility.size(); ++k) row[k] = static_cast<float>(utility[k]);
    for (std::size_t k = utility.size(); k < row.size(); ++k) row[k] = -std::numeric_limits<float>::infinity();
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
