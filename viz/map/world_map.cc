#include "viz/map/world_map.h"

#include <algorithm>
#include <cmath>

#include "sim/base/hash.h"
#include "sim/base/parallel.h"
#include "sim/world/users.h"

namespace enclosure::viz {
namespace {

constexpr int frames_of_a_move = 8;
constexpr float fill_of_bubbles = 0.38F;
constexpr double fill_of_halos = 0.05;  // of the room, if all developers are at work
constexpr std::string_view orphaned = "Orphaned weights";

// A point is small: the nearest one within so many bins is meant. Each try reads all users.
constexpr int bins_around = 4;
constexpr int most_tries = 3;
const std::vector<std::pair<int, int>>& near_first() {
    static const std::vector<std::pair<int, int>> sorted = [] {
        std::vector<std::pair<int, int>> around;
        for (int y = -bins_around; y <= bins_around; ++y) {
            for (int x = -bins_around; x <= bins_around; ++x) {
                if (x * x + y * y <= bins_around * bins_around) around.push_back({x, y});
            }
        }
        const auto away = [](const std::pair<int, int>& step) { return step.first * step.first + step.second * step.second; };
        std::stable_sort(around.begin(), around.end(), [&](const auto& a, const auto& b) { return away(a) < away(b); });
        return around;
    }();
    return sorted;
}

Bubble between(const Bubble& a, const Bubble& b, float share) {
    const auto part = [share](float from, float to) { return from + (to - from) * share; };
    return {b.key, {part(a.centre.x, b.centre.x), part(a.centre.y, b.centre.y)}, part(a.radius, b.radius), part(a.outer, b.outer)};
}

bool farther_than(const Bubble& a, const Bubble& b, float pixels) {
    return std::abs(a.centre.x - b.centre.x) > pixels || std::abs(a.centre.y - b.centre.y) > pixels ||
           std::abs(a.radius - b.radius) > pixels;
}

bool same_bubbles(const std::vector<Bubble>& a, const std::vector<Bubble>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].key != b[i].key || !(a[i].centre == b[i].centre) || a[i].radius != b[i].radius || a[i].outer != b[i].outer) return false;
    }
    return true;
}

// Points are large enough to be seen: where users are few, a point is of several pixels.
int pixels_of_a_point(std::size_t users, const Rect& room, float scale) {
    const double pixels = static_cast<double>(room.w) * static_cast<double>(room.h) * static_cast<double>(fill_of_bubbles);
    const double density = static_cast<double>(users) * static_cast<double>(scale * scale) / std::max(1.0, pixels);
    const float points = density > 0.12 ? 1.0F : density > 0.015 ? 2.0F : 3.0F;
    return std::max(1, static_cast<int>(std::lround(points * scale)));
}

}  // namespace

void WorldMap::begin_like(const WorldMap& other) {
    for (const auto& [key, place] : other.homes_) homes_[key] = place;
}

bool WorldMap::follow(const MapLook& look, const Theme& theme) {
    if (track_ != look.track) {
        track_ = look.track;
        newest_ = laid_out_ = std::nullopt;
        flows_.reset();
        flows_of_ = {nullptr, 0};
        drawn_.reset();
        const Population& population = track_->population();
        if (in_disc_.size() != population.users) {
            in_disc_ = disc_offsets(population.users);
            in_square_ = square_offsets(population.users);
        }
        if (halo_.size() != population.developers) halo_ = halo_offsets(population.developers);
    }
    agents_ = look.agents;
    if (laid_out_ != look.step || !(room_ == look.room)) lay_out_firms(look, theme);
    const bool moving = move_bubbles();
    find_flows(look);
    splat_users(look, theme);
    return moving;
}

void WorldMap::choose_firms(const StepRecord& record) {
    firms_.clear();
    double of_firms = 0;
    for (std::size_t f = 0; f < record.firms.size(); ++f) {
        const FirmRecord& firm = record.firms[f];
        of_firms += firm.seat_share;
        const auto row = static_cast<std::int32_t>(f);
        const bool offers = std::any_of(record.models.begin(), record.models.end(), [row](const ModelRecord& m) { return m.firm == row; });
        if (firm.users == 0 && !(firm.alive && offers)) continue;
        firms_.push_back({row, firm.label, firm.openness, firm.seat_share, firm.users, firm.developers});
    }
    MapFirm orphans{-1, std::string(orphaned), Openness::open, std::max(0.0, 1 - of_firms), 0, 0};
    for (const ModelRecord& model : record.models) {
        if (model.firm < 0) orphans.users += model.users;
    }
    if (orphans.users > 0) firms_.push_back(orphans);
}

void WorldMap::lay_out_firms(const MapLook& look, const Theme& theme) {
    choose_firms(track_->record(look.step));
    const double room_area = static_cast<double>(look.room.w) * static_cast<double>(look.room.h);
    const double developer_area =
        fill_of_halos * room_area / static_cast<double>(std::max<std::size_t>(1, track_->population().developers));
    std::vector<BubbleWish> wishes;
    for (const MapFirm& firm : firms_) wishes.push_back({serial_of(firm.label), firm.share, developer_area * firm.developers});
    const BubbleStyle style{.room = look.room,
                            .fill = fill_of_bubbles,
                            .least_radius = theme.px(4),
                            .gap = theme.px(9),
                            .label_room = theme.px(6),
                            .label_radius = theme.px(30)};
    const bool room_changed = !(room_ == look.room);
    to_ = lay_out(wishes, style, homes_);
    if (!newest_ || look.step >= *newest_) {
        settle(homes_, to_, look.room);
        newest_ = look.step;
    }
    from_.clear();
    bool far = false;
    for (const Bubble& bubble : to_) {
        const auto before = std::find_if(shown_.begin(), shown_.end(), [&](const Bubble& b) { return b.key == bubble.key; });
        from_.push_back(before == shown_.end() ? bubble : *before);
        far = far || farther_than(from_.back(), bubble, theme.px(2));
    }
    frames_left_ = far && laid_out_ && !room_changed ? frames_of_a_move : 0;
    laid_out_ = look.step;
    room_ = look.room;
}

bool WorldMap::move_bubbles() {
    if (frames_left_ > 0) --frames_left_;
    const float done = 1 - static_cast<float>(frames_left_) / frames_of_a_move;
    const float eased = done * done * (3 - 2 * done);
    shown_.resize(to_.size());
    for (std::size_t i = 0; i < to_.size(); ++i) shown_[i] = frames_left_ == 0 ? to_[i] : between(from_[i], to_[i], eased);
    return frames_left_ > 0;
}

void WorldMap::find_flows(const MapLook& look) {
    if (!look.agents) {
        flows_.reset();
        return;
    }
    const std::pair<const AgentFrame*, std::size_t> wanted{look.agents.get(), look.agents->step};
    if (flows_of_ == wanted) return;
    flows_of_ = wanted;
    flows_.reset();
    const std::size_t now = std::min(look.agents->step, track_->size() - 1);
    const std::optional<std::size_t> then = year_before(*track_, now, true);
    if (then) flows_ = flows_between(track_->record(*then), *track_->record(*then).agents, track_->record(now), *look.agents);
}

SplatScene WorldMap::scene() const {
    SplatScene scene;
    scene.width = std::max(1, static_cast<int>(picture_.w) / pixels_per_bin_);
    scene.height = std::max(1, static_cast<int>(picture_.h) / pixels_per_bin_);
    scene.in_disc = in_disc_;
    scene.in_square = in_square_;
    scene.halo = halo_;
    if (agents_) {
        scene.choice = agents_->choice;
        scene.project = agents_->project;
    }
    scene.cell_begin = track_->population().cell_begin;
    scene.disc_of = disc_of_;
    scene.discs = discs_;
    scene.colour = inks_;
    scene.developer = developer_ink_;
    scene.background = background_;
    return scene;
}

void WorldMap::splat_users(const MapLook& look, const Theme& theme) {
    const PictureKey key{
        look.agents.get(), look.agents ? look.agents->step : 0, look.lens, look.scale.low, look.scale.high, look.hidden, look.picture,
        theme.kind};
    changed_ = !drawn_ || !(*drawn_ == key) || !same_bubbles(drawn_bubbles_, shown_);
    if (!changed_) return;
    drawn_ = key;
    drawn_bubbles_ = shown_;
    picked_.reset();
    picture_ = look.picture;
    pixels_per_bin_ = pixels_of_a_point(track_->population().users, look.room, theme.scale);

    const float per_bin = 1.0F / static_cast<float>(pixels_per_bin_);
    const float ring = theme.px(5);  // users keep clear of it: a double one has two lines
    discs_.clear();
    double disc_area = 0;
    for (const Bubble& bubble : shown_) {
        const float radius = std::max(1.0F, bubble.radius - ring);
        const float clear_of_ring = std::min(bubble.outer, bubble.radius + theme.px(1));
        discs_.push_back({(bubble.centre.x - picture_.x) * per_bin, (bubble.centre.y - picture_.y) * per_bin, radius * per_bin,
                          clear_of_ring * per_bin, bubble.outer * per_bin});
        disc_area += 3.14159265358979 * static_cast<double>(radius * radius * per_bin * per_bin);
    }
    const StepRecord& record = track_->record(look.agents ? std::min(look.agents->step, track_->size() - 1) : look.step);
    disc_of_.fill(-1);
    std::size_t adopters = 0;
    for (const ModelRecord& model : record.models) {
        const auto firm = std::find_if(firms_.begin(), firms_.end(), [&](const MapFirm& f) { return f.row == model.firm; });
        if (firm == firms_.end()) continue;
        disc_of_[model.slot] = static_cast<std::int16_t>(firm - firms_.begin());
        adopters += model.users;
    }
    inks_ = lens_inks(look.lens, record, track_->population(), look.scale, look.hidden, theme);
    const bool light = theme.kind == ThemeKind::light;
    developer_ink_ = look.hidden.developers ? 0 : ink_sum(mixed(theme.colour(Tone::text), theme.colour(Tone::card), light ? 0.5F : 0.35F));
    background_ = !look.hidden.background;

    const SplatScene now = scene();
    splat_.bin(now, look.threads == nullptr ? 1 : static_cast<std::size_t>(look.threads->count()), look.threads);
    const double bins = static_cast<double>(now.width) * static_cast<double>(now.height);
    const double users = static_cast<double>(now.choice.size());
    const double in_a_bin = std::max(1e-9, static_cast<double>(adopters) / std::max(1.0, disc_area));
    const double behind = std::max(1e-9, (users - static_cast<double>(adopters)) / bins);
    // So that a mean bin is covered by a little more than half, whatever the number of users, and a single point can be seen.
    SplatTone tone;
    tone.one = static_cast<float>(1 - std::exp(-std::clamp((light ? 1.2 : 0.95) / in_a_bin, 0.12, 1.6)));
    tone.background_one = static_cast<float>(1 - std::exp(-std::clamp((light ? 0.06 : 0.10) / behind, 0.01, light ? 0.4 : 0.7)));
    tone.background = theme.colour(Tone::faint);
    tone.pixels_per_bin = pixels_per_bin_;
    splat_.draw(tone, pixels_);
}

std::optional<std::size_t> WorldMap::bubble_at(Place place, float near) const {
    std::optional<std::size_t> found;
    float best = near;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        const float away = std::hypot(place.x - shown_[i].centre.x, place.y - shown_[i].centre.y) - shown_[i].outer;
        if (away < best) {
            best = away;
            found = i;
        }
    }
    return found;
}

std::optional<WorldMap::Seen> WorldMap::user_at(Place place) {
    if (!agents_ || !drawn_ || !picture_.holds(place)) return std::nullopt;
    const SplatScene now = scene();
    const int column = static_cast<int>(place.x - picture_.x) / pixels_per_bin_;
    const int row = static_cast<int>(place.y - picture_.y) / pixels_per_bin_;
    if (column < 0 || row < 0 || column >= now.width || row >= now.height) return std::nullopt;
    const auto bin = static_cast<std::uint32_t>(row * now.width + column);
    if (picked_ && picked_->bin == bin) return picked_->seen;
    picked_ = Picked{bin, std::nullopt};
    const bool in_bubble = bubble_at(place, 0).has_value();
    int tries = 0;
    for (const auto& [across, down] : near_first()) {
        const int x = column + across;
        const int y = row + down;
        if (x < 0 || y < 0 || x >= now.width || y >= now.height) continue;
        const auto at = static_cast<std::uint32_t>(y * now.width + x);
        const std::uint32_t seen = splat_.total(at).count;
        const std::uint32_t behind = in_bubble ? 0 : splat_.background(at);
        if (seen + behind == 0) continue;
        const std::optional<std::size_t> user = viz::user_at(now, at);
        if (user && !(in_bubble && disc_of_[now.choice[*user]] < 0)) {  // else a developer, or somebody hidden behind the bubble
            picked_->seen = Seen{*user, (seen > 0 ? seen : behind) - 1};
            break;
        }
        if (++tries == most_tries) break;
    }
    return picked_->seen;
}

std::optional<Place> WorldMap::place_of(std::size_t user) const {
    if (!agents_ || !drawn_ || user >= agents_->choice.size()) return std::nullopt;
    const SplatScene now = scene();
    const std::uint32_t bin = bin_of_user(now, user);
    const auto width = static_cast<std::uint32_t>(now.width);
    const float half = static_cast<float>(pixels_per_bin_) / 2;
    return Place{picture_.x + static_cast<float>(bin % width) * static_cast<float>(pixels_per_bin_) + half,
                 picture_.y + static_cast<float>(bin / width) * static_cast<float>(pixels_per_bin_) + half};
}

}  // namespace enclosure::viz
