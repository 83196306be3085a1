#include "bench/adoption_kernel/reference.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "bench/adoption_kernel/choices.h"
#include "sim/base/many_bytes.h"

namespace enclosure::adoption_kernel {

namespace {

constexpr double log2_e = 0x1.71547652b82fep+0;

std::size_t whole_chunks(std::size_t users) {
    return (users + chunk - 1) / chunk * chunk;
}

// Some pieces per thread, so that none waits long for another; not more, as each costs a microsecond.
std::size_t piece(std::size_t users, int threads) {
    const std::size_t wanted = whole_chunks(users / (8 * static_cast<std::size_t>(threads)) + 1);
    return std::clamp<std::size_t>(wanted, chunk, 64 * chunk);
}

std::array<float, models> times(const Shares& values, double factor) {
    std::array<float, models> scaled{};
    for (std::size_t m = 0; m < models; ++m) scaled[m] = static_cast<float>(values[m] * factor);
    return scaled;
}

Counts counts_of(std::span<const std::uint8_t> states) {
    std::array<std::uint8_t, models> each{};
    std::iota(each.begin(), each.end(), std::uint8_t{0});
    const std::array<std::int64_t, 256> found = count_bytes(states, each);
    Counts counts{};
    for (std::size_t m = 0; m < models; ++m) counts[m] = static_cast<std::uint64_t>(found[m]);
    return counts;
}

}  // namespace

Reference::Reference(std::size_t users, std::uint64_t seed, Drawing drawing, const Threads& threads)
    : threads_(&threads),
      users_(users),
      seed_(seed),
      drawing_(drawing),
      quality_taste_(whole_chunks(users)),
      price_taste_(whole_chunks(users)),
      company_taste_(whole_chunks(users)),
      state_(margin + whole_chunks(users) + margin),
      next_(state_.size()),
      first_link_(1),
      task_(piece(users, threads.count())),
      counted_((users + task_ - 1) / task_),
      market_(Counts{1}) {
    if (users < fewest_users || users >= (std::uint64_t{1} << 32))
        throw std::invalid_argument("the adoption kernel needs 16 to 2^32 - 1 users");
    for (std::size_t i = 0; i < users; ++i) {
        const Tastes taste = tastes(i);
        quality_taste_[i] = static_cast<float>(taste.quality);
        price_taste_[i] = static_cast<float>(taste.price);
        company_taste_[i] = static_cast<float>(taste.company * (log2_e / static_cast<double>(slots)));
        state_[margin + i] = start(i);
        for (std::size_t j = 0; j < slots; ++j) {
            if (!slot_is_rewired(i, j)) continue;
            link_target_.push_back(static_cast<std::uint32_t>(neighbour(i, j, users)));
            link_place_.push_back(static_cast<std::uint16_t>(j * chunk + i % chunk));
        }
        if ((i + 1) % chunk == 0 || i + 1 == users) first_link_.push_back(static_cast<std::uint32_t>(link_target_.size()));
    }
    close_ring(state_);
    market_ = Market(counts_of(states()));
}

void Reference::tick() {
    const auto highest = [](const Shares& values) { return *std::max_element(values.begin(), values.end()); };
    // Tastes are below 1.5, 1.5 and 2.
    if (1.5 * std::max(highest(market_.price), highest(market_.quality)) + 2 > 126 / log2_e) {
        throw std::domain_error("the adoption kernel has left the range of single precision");
    }
    const std::uint64_t streams = drawing_ == Drawing::keyed ? models : 1;
    const Choices choices{.quality_taste = quality_taste_.data(),
                          .price_taste = price_taste_.data(),
                          .company_taste = company_taste_.data(),
                          .state = state_.data() + margin,
                          .next = next_.data() + margin,
                          .first_link = first_link_.data(),
                          .link_target = link_target_.data(),
                          .link_place = link_place_.data(),
                          .users = users_,
                          .prefetch = users_ > (std::size_t{1} << 20),
                          .quality = times(market_.quality, log2_e),
                          .dislike = times(market_.price, -log2_e),
                          .key = seed_ * by_seed + (Stream::choices + ticks_ * streams) * by_stream};
    const auto choose = drawing_ == Drawing::keyed ? choose_keyed : choose_by_one_uniform;
    threads_->for_each(counted_.size(), [this, &choices, choose](std::size_t k) {
        const std::size_t begin = k * task_;
        const std::size_t end = std::min(begin + task_, users_);
        choose(choices, begin, end);
        counted_[k] = counts_of({choices.next + begin, end - begin});
    });
    Counts counts{};
    for (const auto& part : counted_) {
        for (std::size_t m = 0; m < models; ++m) counts[m] += part[m];
    }
    close_ring(next_);
    state_.swap(next_);
    ++ticks_;
    market_.update(counts);
}

void Reference::close_ring(std::vector<std::uint8_t>& state) const {
    std::uint8_t* const first = state.data() + margin;
    std::copy_n(first + users_ - 4, 4, first - 4);
    std::copy_n(first, 4, first + users_);
}

std::uint64_t Reference::state_hash() const {
    return hash_bytes(states().data(), users_);
}

double Reference::bytes_per_user() const {
    const std::size_t bytes = sizeof(float) * 3 * quality_taste_.size() + 2 * state_.size() + 4 * first_link_.size() +
                              (sizeof(std::uint32_t) + sizeof(std::uint16_t)) * link_target_.size();
    return static_cast<double>(bytes) / static_cast<double>(users_);
}

}  // namespace enclosure::adoption_kernel
