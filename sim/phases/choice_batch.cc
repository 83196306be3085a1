#include "sim/phases/choice_batch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/phases/choice_batch.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <algorithm>
#include <cassert>
#include <limits>

#include "sim/base/many_draws.h"

#include "sim/phases/choice_table-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

/// share_of_255(), to the bit (a test compares all 256): the inverse of 255 in two parts, where the processor fuses products with sums.
HWY_INLINE float as_share(std::uint8_t taste) {
#if HWY_NATIVE_FMA
    const float t = taste;
    return __builtin_fmaf(t, 0x1.010102p-8F, t * -0x1.fdfdfep-33F);
#else
    return share_of_255(taste);
#endif
}

// Plain loops, which compilers make vectors of: here for the set of instructions.
void fill_rows(const UserRows& rows, std::size_t count, const OfferingColumns& offerings, bool keyed, ChooserBatch& batch) {
    const std::size_t n = count;
    if (keyed) {
        const std::uint64_t* const of = rows.index_of;
        for (std::size_t k = 0; k < n; ++k) batch.serial[k] = user_serial(rows.cell_serial, of != nullptr ? of[k] : rows.index + k);
    }
    for (const std::uint8_t t : offerings.tastes) {
        float* const taste = batch.taste[t].data();
        const auto shares_of_255 = [&](const std::uint8_t* column) {
            for (std::size_t k = 0; k < n; ++k) taste[k] = as_share(column[k]);
        };
        if (t == 0) {
            for (std::size_t k = 0; k < n; ++k) taste[k] = own_price_weight(rows.price_weight, rows.price[k]);
        }
        if (t == 1) shares_of_255(rows.data_sensitivity);
        if (t == 2) shares_of_255(rows.customisation);
        if (t == 3) shares_of_255(rows.security);
        if (t == 4) {
            for (std::size_t k = 0; k < n; ++k) taste[k] = own_integration(rows.technical[k] < rows.technical_below);
        }
    }
    for (std::size_t k = 0; k < n; ++k) batch.slot[k] = rows.choice[k];
    for (std::size_t k = 0; k < n && !offerings.plain; ++k) batch.vendor[k] = rows.vendor[rows.choice[k]];
    const SwitchingCost cost = rows.switching;
    if (cost.by_tenure == 0) {
        const float all = cost.since(cost.step);
        for (std::size_t k = 0; k < n; ++k) batch.switching[k] = rows.choice[k] < choice_slots ? all : 0.0F;
    } else {
        for (std::size_t k = 0; k < n; ++k) batch.switching[k] = rows.choice[k] < choice_slots ? cost.since(rows.since[k]) : 0.0F;
    }
    batch.size = n;
}

Moves settle_all(const ChooserBatch& users, const ChosenBatch& chosen, std::uint8_t* choice, std::uint16_t* since, std::uint16_t step) {
    static_assert(ChooserBatch::capacity < 256, "counts are bytes, so that as many fit a vector as there are choices");
    std::uint8_t switched = 0;
    std::uint8_t locked = 0;
    const std::size_t n = users.size;
    for (std::size_t k = 0; k < n; ++k) {
        const int left_one = (chosen.slot[k] != choice[k] ? 1 : 0) & (choice[k] < choice_slots ? 1 : 0);
        switched = static_cast<std::uint8_t>(switched + left_one);
    }
    // In plain markets who is held back has his own model, and pays for leaving it.
    for (std::size_t k = 0; k < n; ++k) locked = static_cast<std::uint8_t>(locked + (chosen.unbound[k] != chosen.slot[k] ? 1 : 0));
    for (std::size_t k = 0; k < n; ++k) since[k] = chosen.slot[k] != choice[k] ? step : since[k];
    for (std::size_t k = 0; k < n; ++k) choice[k] = chosen.slot[k];
    return {switched, locked};
}

constexpr hn::ScalableTag<std::uint8_t> d8;
using V8 = hn::Vec<decltype(d8)>;

HWY_INLINE V8 peers_in(const SeenPeers& seen, std::size_t k, std::uint8_t group) {
    const V8 key = hn::Set(d8, group);
    V8 found = hn::Zero(d8);
    for (std::size_t j = 0; j < seen.count; ++j) found = one_more_where(d8, hn::Eq(hn::Load(d8, seen.row(j) + k), key), found);
    return found;
}

/// Tables that turn a peer's group into what he adds to a byte for two groups, 1 or 16. Filled at once, well before they are read: a vector
/// that is read of bytes just written waits for them.
struct PairTables {
    static constexpr std::size_t pairs = 8;
    alignas(16) std::uint8_t summand[pairs][16] = {};

    PairTables() {
        for (std::size_t g = 0; g < 2 * pairs; ++g) summand[g / 2][g] = g % 2 == 0 ? 1 : 16;
    }
};

/// Peers of the users from k on by group, of `count` pairs of groups at once, as they look at the same peers: groups 2·pair and 2·pair + 1
/// have a half of a byte each, and nobody's summand is 0.
template <std::size_t count>
HWY_INLINE void count_pairs(const SeenPeers& seen, std::size_t k, const PairTables& tables, std::size_t pair, std::size_t groups,
                            std::uint8_t* few) {
    V8 table[count];
    V8 sum[count];
    for (std::size_t i = 0; i < count; ++i) {
        table[i] = hn::LoadDup128(d8, tables.summand[pair + i]);
        sum[i] = hn::Zero(d8);
    }
    for (std::size_t j = 0; j < seen.count; ++j) {
        const V8 peers = hn::Load(d8, seen.row(j) + k);
        for (std::size_t i = 0; i < count; ++i) sum[i] = hn::Add(sum[i], hn::TableLookupBytesOr0(table[i], peers));
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t g = 2 * (pair + i);
        hn::Store(hn::And(sum[i], hn::Set(d8, 15)), d8, few + g * ChooserBatch::capacity + k);
        if (g + 1 < groups) hn::Store(hn::ShiftRight<4>(sum[i]), d8, few + (g + 1) * ChooserBatch::capacity + k);
    }
}

HWY_INLINE void look_up_weights(const std::uint8_t* users, std::span<const std::uint8_t> reach, const PeerWeights& weights, float* weight) {
    using namespace choices;
    std::size_t k = 0;
    for (; k + hn::Lanes(df) <= reach.size(); k += hn::Lanes(df)) {
        const VI row = hn::PromoteTo(di, hn::LoadU(narrow, users + k));
        const VI place = hn::PromoteTo(di, hn::LoadU(narrow, reach.data() + k));
        hn::Store(hn::GatherIndex(df, weights.data()->data(), hn::Add(hn::ShiftLeft<8>(row), place)), df, weight + k);
    }
    for (; k < reach.size(); ++k) weight[k] = weights[users[k]][reach[k]];
}

void count_all(const SeenPeers& seen, const PeerWeights& weights, std::span<const std::uint8_t> reach, PeerCounts& peers) {
    static_assert(SeenPeers::most < 16, "counts fit half a byte");
    constexpr std::size_t n = ChooserBatch::capacity;
    std::uint8_t* const few = peers.few.data()->of.data();
    const std::size_t groups = peers.groups;
    const std::size_t pairs = (groups + 1) / 2;
    const PairTables tables;
    alignas(64) std::uint8_t users[n];
    for (std::size_t k = 0; k < n; k += hn::Lanes(d8)) {
        hn::Store(hn::Sub(hn::Set(d8, static_cast<std::uint8_t>(seen.count)), peers_in(seen, k, SeenPeers::nobody)), d8, users + k);
        if (pairs > PairTables::pairs) {
            for (std::size_t g = 0; g < groups; ++g) hn::Store(peers_in(seen, k, static_cast<std::uint8_t>(g)), d8, few + g * n + k);
            continue;
        }
        std::size_t pair = 0;
        for (; pair + 4 <= pairs; pair += 4) count_pairs<4>(seen, k, tables, pair, groups, few);
        for (; pair < pairs; ++pair) count_pairs<1>(seen, k, tables, pair, groups, few);
    }
    look_up_weights(users, reach, weights, peers.weight.of.data());
    peers.in_few = true;
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(fill_rows);
HWY_EXPORT(settle_all);
HWY_EXPORT(count_all);

OfferingColumns::OfferingColumns(std::span<const Offering> offerings, std::pmr::memory_resource* memory)
    : count(offerings.size()),
      key(memory),
      slot(memory),
      vendor(memory),
      slot_of(memory),
      place_of(memory),
      taste{StepVector<float>(memory), StepVector<float>(memory), StepVector<float>(memory), StepVector<float>(memory),
            StepVector<float>(memory)},
      shut(memory),
      open(memory),
      tastes(memory),
      plain(true) {
    const std::size_t n = padded_alternatives(count);
    key.reserve(n);
    for (auto* column : {&slot, &vendor}) column->reserve(n);
    for (auto& column : taste) column.reserve(n);
    shut.reserve(n);
    open.reserve(n);
    tastes.reserve(taste_count);
    for (const Offering& o : offerings) {
        plain = plain && o.shut == 0.0F && std::find(vendor.begin(), vendor.end(), o.vendor) == vendor.end();
        key.push_back(o.key);
        slot.push_back(o.slot);
        vendor.push_back(o.vendor);
        const TasteValues value = values_of(o);
        for (std::size_t t = 0; t < taste_count; ++t) taste[t].push_back(value[t]);
        shut.push_back(o.shut);
        open.push_back(o.open ? 1 : 0);
    }
    for (std::size_t t = 0; t < taste_count; ++t) {
        const auto counts = [](float x) { return x != 0.0F; };
        if (std::any_of(taste[t].begin(), taste[t].end(), counts)) tastes.push_back(static_cast<std::uint8_t>(t));
        taste[t].resize(n);
    }
    std::size_t slots = 0;
    for (const Offering& o : offerings) slots = std::max<std::size_t>(slots, o.slot + 1u);
    slot_of.resize((count + 15) / 16 * 16, choice_none);
    place_of.resize((slots + 15) / 16 * 16, no_place);
    for (std::size_t k = 0; k < count; ++k) {
        slot_of[k] = offerings[k].slot;
        place_of[offerings[k].slot] = static_cast<std::uint8_t>(k);
    }
    key.resize(n);
    constexpr std::int32_t nobody = std::numeric_limits<std::int32_t>::min();
    for (auto* column : {&slot, &vendor}) column->resize(n, nobody);
    shut.resize(n);
    open.resize(n);
}

void choice_words(std::uint64_t cell_serial, std::uint64_t index, const ChoiceSetting& s, std::span<std::uint32_t> words) {
    row_words(s.seed, Purpose::user_choice, cell_serial, s.step, index, words);
}

void write_padded(std::span<const double> utility, std::span<float> row) {
    for (std::size_t k = 0; k < utility.size(); ++k) row[k] = static_cast<float>(utility[k]);
    for (std::size_t k = utility.size(); k < row.size(); ++k) row[k] = -std::numeric_limits<float>::infinity();
}

void ChooserBatch::add(const Chooser& user) {
    const std::size_t i = size++;
    serial[i] = user.serial;
    word[i] = user.word;
    const TasteValues own = tastes_of(user);
    for (std::size_t t = 0; t < taste_count; ++t) taste[t][i] = own[t];
    switching[i] = user.switching;
    slot[i] = user.slot;
    vendor[i] = user.vendor;
}

void ChooserBatch::fill(const UserRows& rows, std::size_t count, const OfferingColumns& offerings, const ChoiceSetting& setting) {
    const bool keyed = setting.draws == ChoiceDraws::keyed;
    if (!keyed && rows.index_of == nullptr) choice_words(rows.cell_serial, rows.index, setting, std::span(word).first(count));
    if (!keyed && rows.index_of != nullptr) {
        for (std::size_t k = 0; k < count; ++k) choice_words(rows.cell_serial, rows.index_of[k], setting, std::span(word).subspan(k, 1));
    }
    HWY_DYNAMIC_DISPATCH(fill_rows)(rows, count, offerings, keyed, *this);
}

PeerCounts::PeerCounts(std::span<const std::uint8_t> group) {
    assert(group.size() <= row.size());
    for (std::size_t k = 0; k < group.size(); ++k) {
        row[k] = group[k] * ChooserBatch::capacity;
        groups = std::max<std::size_t>(groups, group[k] + 1u);
    }
}

void PeerCounts::clear() {
    in_few = false;
    std::fill_n(counts.begin(), groups, Row<float>{});
}

void PeerCounts::count(const SeenPeers& seen, const PeerWeights& weights, std::span<const std::uint8_t> reach) {
    HWY_DYNAMIC_DISPATCH(count_all)(seen, weights, reach, *this);
}

Moves settle_neighbours(const ChooserBatch& users, const ChosenBatch& chosen, std::uint8_t* choice, std::uint16_t* since,
                        std::uint16_t step) {
    return HWY_DYNAMIC_DISPATCH(settle_all)(users, chosen, choice, since, step);
}

void choose_batch(const ChooserBatch& users, const OfferingColumns& offerings, const float* utility, const PeerCounts* peers,
                  const ChoiceSetting& setting, ChosenBatch& out) {
    const auto choose = setting.draws == ChoiceDraws::keyed ? choose_batch_keyed : choose_batch_by_one_uniform;
    choose({users, offerings, utility, peers, setting}, out);
}

}  // namespace enclosure
#endif
