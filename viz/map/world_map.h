// The map of one world: bubbles, flows and the picture of its users, kept up to date with the moment, the lens and the room that it is
// shown in. Invariant: what is kept is a function of the record, the look and the homes of bubbles. Homes follow the newest month alone:
// who scrubs back and forth sees bubbles that stay where they are and change their size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/app/view_state.h"
#include "viz/map/bubbles.h"
#include "viz/map/flows.h"
#include "viz/map/lens.h"
#include "viz/map/splat.h"
#include "viz/session/track.h"

namespace enclosure::viz {

/// A firm as the map shows it; `row` -1 stands for models whose maker is gone.
struct MapFirm {
    std::int32_t row = 0;
    std::string label;
    Openness openness = Openness::closed;
    double share = 0;
    std::uint32_t users = 0;
    std::uint32_t developers = 0;
};

/// What to show, and where.
struct MapLook {
    std::shared_ptr<const Track> track;
    std::size_t step = 0;
    std::shared_ptr<const AgentFrame> agents;  ///< null: bubbles alone
    Lens lens = Lens::openness;
    ColourScale scale = {};
    HiddenClasses hidden = {};
    Rect picture;                      ///< where users are drawn; whole pixels
    Rect room;                         ///< where bubbles lie, inside the picture
    const Threads* threads = nullptr;  ///< to count on; null: the caller's alone. Never changes the picture
};

class WorldMap {
  public:
    /// True while bubbles are on their way to their places, a bounded number of frames.
    bool follow(const MapLook& look, const Theme& theme);
    /// Takes over the homes of another map, so that who is on both stands at the same place; who is on this one alone keeps his.
    void begin_like(const WorldMap& other);

    const std::vector<MapFirm>& firms() const { return firms_; }
    const std::vector<Bubble>& bubbles() const { return shown_; }  ///< of firms(), in window pixels
    const std::optional<Flows>& flows() const { return flows_; }
    const Splat& splat() const { return splat_; }
    const std::vector<std::uint32_t>& pixels() const { return pixels_; }
    bool pixels_changed() const { return changed_; }  ///< by the last follow()
    int pixel_width() const { return splat_.width() * pixels_per_bin_; }
    int pixel_height() const { return splat_.height() * pixels_per_bin_; }

    /// Row of firms() whose bubble or halo a place lies in, or the nearest within `near` pixels.
    std::optional<std::size_t> bubble_at(Place place, float near) const;
    /// The user whose point is seen at a place or nearest to it within a few pixels, and how many others lie where he does.
    struct Seen {
        std::size_t user = 0;
        std::uint32_t others = 0;
    };
    std::optional<Seen> user_at(Place place);
    /// Where a user's point is.
    std::optional<Place> place_of(std::size_t user) const;

  private:
    void choose_firms(const StepRecord& record);
    void lay_out_firms(const MapLook& look, const Theme& theme);
    bool move_bubbles();
    void find_flows(const MapLook& look);
    void splat_users(const MapLook& look, const Theme& theme);
    SplatScene scene() const;

    std::shared_ptr<const Track> track_;
    std::shared_ptr<const AgentFrame> agents_;
    std::vector<Offset> in_disc_, in_square_;
    std::vector<HaloOffset> halo_;

    // bubbles
    std::vector<MapFirm> firms_;
    BubbleHomes homes_;
    std::optional<std::size_t> newest_;  ///< step whose layout the homes are
    std::optional<std::size_t> laid_out_;
    Rect room_;
    std::vector<Bubble> from_, to_, shown_;
    int frames_left_ = 0;

    std::optional<Flows> flows_;
    std::pair<const AgentFrame*, std::size_t> flows_of_{nullptr, 0};

    // picture
    struct PictureKey {
        const AgentFrame* agents = nullptr;
        std::size_t step = 0;
        Lens lens = Lens::openness;
        double low = 0, high = 0;
        HiddenClasses hidden;
        Rect picture;
        ThemeKind theme = ThemeKind::dark;
        bool operator==(const PictureKey&) const = default;
    };
    std::optional<PictureKey> drawn_;
    std::vector<Bubble> drawn_bubbles_;
    Rect picture_;
    int pixels_per_bin_ = 1;
    std::vector<SplatDisc> discs_;
    std::array<std::int16_t, 256> disc_of_{};
    std::vector<InkSum> inks_;
    InkSum developer_ink_ = 0;
    bool background_ = true;
    Splat splat_;
    std::vector<std::uint32_t> pixels_;
    bool changed_ = false;

    struct Picked {
        std::uint32_t bin = 0;
        std::optional<Seen> seen;
    };
    std::optional<Picked> picked_;
};

}  // namespace enclosure::viz
