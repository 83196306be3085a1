#include "bench/adoption_kernel/naive.h"

#include <cmath>

namespace enclosure::adoption_kernel {

Naive::Naive(std::size_t users, std::uint64_t seed, const Threads& threads) : threads_(&threads), users_(users), market_(Counts{1}) {
    for (std::size_t i = 0; i < users; ++i) {
        users_[i].tastes = tastes(i);
        users_[i].model = start(i);
        for (std::size_t j = 0; j < slots; ++j) users_[i].neighbours.push_back(static_cast<int>(neighbour(i, j, users)));
    }
    for (int k = 0; k < threads.count(); ++k) {
        std::seed_seq sequence{seed, seed >> 32, static_cast<std::uint64_t>(k)};
        generators_.emplace_back(sequence);
    }
    market_ = Market(count());
}

int Naive::choose(const User& user, std::mt19937& generator) const {
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    std::array<int, models> company{};
    for (const int other : user.neighbours) ++company[static_cast<std::size_t>(users_[static_cast<std::size_t>(other)].model)];
    int best = 0;
    double best_utility = -INFINITY;
    for (int m = 0; m < static_cast<int>(models); ++m) {
        const auto k = static_cast<std::size_t>(m);
        double utility = user.tastes.quality * market_.quality[k] - user.tastes.price * market_.price[k] +
                         user.tastes.company * company[k] / static_cast<double>(slots);
        if (m != user.model) utility -= switching_cost;
        utility -= std::log(-std::log(uniform(generator)));
        if (utility > best_utility) {
            best = m;
            best_utility = utility;
        }
    }
    return best;
}

void Naive::tick() {
    const std::size_t parts = generators_.size();
    threads_->for_each(parts, [this, parts](std::size_t part) {
        const std::size_t end = users_.size() * (part + 1) / parts;
        for (std::size_t i = users_.size() * part / parts; i < end; ++i) users_[i].next = choose(users_[i], generators_[part]);
    });
    for (User& user : users_) user.model = user.next;
    market_.update(count());
}

std::vector<std::uint8_t> Naive::states() const {
    std::vector<std::uint8_t> found;
    for (const User& user : users_) found.push_back(static_cast<std::uint8_t>(user.model));
    return found;
}

Counts Naive::count() const {
    Counts counts{};
    for (const User& user : users_) ++counts[static_cast<std::size_t>(user.model)];
    return counts;
}

}  // namespace enclosure::adoption_kernel
