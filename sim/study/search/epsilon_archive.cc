#include "sim/study/search/epsilon_archive.h"

#include <cmath>

#include "sim/study/search/dominance.h"

namespace enclosure {

namespace {

std::vector<double> box_of(const EpsilonArchive& archive, std::span<const double> losses) {
    std::vector<double> box(losses.begin(), losses.end());
    for (std::size_t k = 0; k < box.size(); ++k) {
        if (archive.epsilon[k] > 0) box[k] = std::floor(losses[k] / archive.epsilon[k]);
    }
    return box;
}

// Square of the distance to the box's best corner, in boxes.
double to_corner(const EpsilonArchive& archive, std::span<const double> losses, std::span<const double> box) {
    double square = 0;
    for (std::size_t k = 0; k < box.size(); ++k) {
        if (!(archive.epsilon[k] > 0)) continue;
        const double away = losses[k] / archive.epsilon[k] - box[k];
        square += away * away;
    }
    return square;
}

}  // namespace

ArchiveEntry offer_to_archive(EpsilonArchive& archive, std::uint64_t id, std::span<const double> losses) {
    ArchiveMember offered{.id = id, .losses = {losses.begin(), losses.end()}, .box = box_of(archive, losses)};
    for (ArchiveMember& member : archive.members) {
        const Dominance boxes = dominance(member.box, offered.box);
        if (boxes == Dominance::first) return ArchiveEntry::refused;
        if (boxes != Dominance::equal) continue;
        const Dominance points = dominance(member.losses, offered.losses);
        const bool better = points == Dominance::second ||
                            (points == Dominance::neither &&
                             to_corner(archive, offered.losses, offered.box) < to_corner(archive, member.losses, member.box));
        if (!better) return ArchiveEntry::refused;
        member = std::move(offered);
        return ArchiveEntry::better_in_box;
    }
    std::erase_if(archive.members, [&](const ArchiveMember& member) { return dominance(offered.box, member.box) == Dominance::first; });
    archive.members.push_back(std::move(offered));
    return ArchiveEntry::new_box;
}

}  // namespace enclosure
