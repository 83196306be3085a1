#include "viz/kit/icons.h"

#include <array>
#include <cmath>
#include <initializer_list>
#include <numbers>
#include <vector>

namespace enclosure::viz {

namespace {

// Icons are drawn on a field of 16 by 16 units.
class Pen {
  public:
    Pen(Canvas& canvas, Rect rect, Colour colour) : canvas_(canvas), colour_(colour) {
        unit_ = std::min(rect.w, rect.h) / 16;
        corner_ = {std::round(rect.middle().x - 8 * unit_), std::round(rect.middle().y - 8 * unit_)};
        width_ = std::max(1.0F, std::round(1.6F * unit_));
    }

    Place at(float x, float y) const { return {corner_.x + x * unit_, corner_.y + y * unit_}; }
    void line(std::initializer_list<Place> points) {
        std::vector<Place> placed;
        for (const Place p : points) placed.push_back(at(p.x, p.y));
        canvas_.line(placed, colour_, width_);
    }
    void shape(std::initializer_list<Place> corners) {
        std::vector<Place> placed;
        for (const Place p : corners) placed.push_back(at(p.x, p.y));
        canvas_.shape(placed, colour_);
    }
    void box(float x, float y, float w, float h, float radius = 0) {
        const Place p = at(x, y);
        canvas_.fill({std::round(p.x), std::round(p.y), std::round(w * unit_), std::round(h * unit_)}, colour_, radius * unit_);
    }
    void frame(float x, float y, float w, float h, float radius = 0) {
        const Place p = at(x, y);
        canvas_.outline({std::round(p.x), std::round(p.y), std::round(w * unit_), std::round(h * unit_)}, colour_, radius * unit_, width_);
    }
    void ring(float x, float y, float radius) { canvas_.ring(at(x, y), radius * unit_, colour_, width_); }
    void disc(float x, float y, float radius) { canvas_.disc(at(x, y), radius * unit_, colour_); }
    // Part of a circle, angles in turns clockwise from the right.
    void arc(float x, float y, float radius, float from, float to) {
        std::vector<Place> points;
        constexpr int pieces = 20;
        for (int i = 0; i <= pieces; ++i) {
            const float turn = from + (to - from) * static_cast<float>(i) / pieces;
            const float angle = 2 * std::numbers::pi_v<float> * turn;
            points.push_back(at(x + radius * std::cos(angle), y + radius * std::sin(angle)));
        }
        canvas_.line(points, colour_, width_);
    }

  private:
    Canvas& canvas_;
    Colour colour_;
    float unit_ = 1;
    Place corner_;
    float width_ = 1;
};

void draw_sun(Pen& pen) {
    pen.ring(8, 8, 3);
    for (int i = 0; i < 8; ++i) {
        const float angle = std::numbers::pi_v<float> * static_cast<float>(i) / 4;
        const float x = std::cos(angle);
        const float y = std::sin(angle);
        pen.line({{8 + 5 * x, 8 + 5 * y}, {8 + 7 * x, 8 + 7 * y}});
    }
}

void draw_help(Pen& pen) {
    pen.ring(8, 8, 6.5F);
    pen.arc(8, 6.6F, 2, -0.5F, 0.22F);
    pen.line({{8.3F, 8.5F}, {8, 9.7F}});
    pen.disc(8, 11.8F, 0.9F);
}

void draw_fork(Pen& pen) {
    pen.ring(4.5F, 3, 1.8F);
    pen.ring(4.5F, 13, 1.8F);
    pen.ring(11.5F, 3, 1.8F);
    pen.line({{4.5F, 4.8F}, {4.5F, 11.2F}});
    pen.line({{11.5F, 4.8F}, {11.5F, 6.3F}, {10.6F, 8}, {4.5F, 9}});
}

void draw_seed(Pen& pen) {  // a die that shows five
    pen.frame(2, 2, 12, 12, 2.5F);
    for (const Place p : {Place{5.2F, 5.2F}, Place{10.8F, 5.2F}, Place{8, 8}, Place{5.2F, 10.8F}, Place{10.8F, 10.8F}})
        pen.disc(p.x, p.y, 1.1F);
}

void draw_camera(Pen& pen) {
    pen.frame(1.5F, 4.5F, 13, 9.5F, 2);
    pen.ring(8, 9.2F, 2.4F);
    pen.line({{5.5F, 4.6F}, {6.5F, 2.6F}, {9.5F, 2.6F}, {10.5F, 4.6F}});
}

}  // namespace

void draw_icon(Canvas& canvas, Icon icon, Rect rect, Colour colour) {
    Pen pen(canvas, rect, colour);
    switch (icon) {
        case Icon::play:
            pen.shape({{4.5F, 2.5F}, {13.5F, 8}, {4.5F, 13.5F}});
            break;
        case Icon::pause:
            pen.box(4, 3, 3, 10, 0.5F), pen.box(9, 3, 3, 10, 0.5F);
            break;
        case Icon::step:
            pen.shape({{3, 3}, {10.5F, 8}, {3, 13}}), pen.box(11, 3, 2, 10);
            break;
        case Icon::back:
            pen.shape({{13, 3}, {13, 13}, {5.5F, 8}}), pen.box(3, 3, 2, 10);
            break;
        case Icon::reset:
            pen.arc(8, 8.5F, 5.3F, -0.36F, 0.5F), pen.shape({{2.2F, 1.6F}, {7.6F, 3.9F}, {3, 7.2F}});
            break;
        case Icon::seed:
            draw_seed(pen);
            break;
        case Icon::fork:
            draw_fork(pen);
            break;
        case Icon::export_file:
            pen.line({{4.8F, 5.2F}, {8, 2}, {11.2F, 5.2F}}), pen.line({{8, 2.4F}, {8, 10}}),
                pen.line({{2.5F, 9}, {2.5F, 13.5F}, {13.5F, 13.5F}, {13.5F, 9}});
            break;
        case Icon::camera:
            draw_camera(pen);
            break;
        case Icon::sun:
            draw_sun(pen);
            break;
        case Icon::moon:
            pen.arc(8, 8, 6, 0.02F, 0.73F), pen.arc(11.2F, 4.8F, 4.5F, 0.17F, 0.58F);
            break;
        case Icon::help:
            draw_help(pen);
            break;
        case Icon::search:
            pen.ring(6.8F, 6.8F, 4.3F), pen.line({{10, 10}, {14, 14}});
            break;
        case Icon::close:
            pen.line({{3.5F, 3.5F}, {12.5F, 12.5F}}), pen.line({{12.5F, 3.5F}, {3.5F, 12.5F}});
            break;
        case Icon::pin:
            pen.line({{5.5F, 2}, {10.5F, 2}}), pen.line({{6.3F, 2.4F}, {6, 7}, {3.8F, 9.2F}, {12.2F, 9.2F}, {10, 7}, {9.7F, 2.4F}}),
                pen.line({{8, 9.2F}, {8, 14.5F}});
            break;
        case Icon::folder:
            pen.line({{1.8F, 13}, {1.8F, 3.2F}, {6.4F, 3.2F}, {7.8F, 5}, {14.2F, 5}, {14.2F, 13}, {1.4F, 13}});
            break;
        case Icon::chart:
            pen.line({{2, 2}, {2, 14}, {14, 14}}), pen.line({{4, 11}, {7, 7}, {9.5F, 9.2F}, {13.5F, 4}});
            break;
        case Icon::menu:
            pen.line({{2.5F, 4}, {13.5F, 4}}), pen.line({{2.5F, 8}, {13.5F, 8}}), pen.line({{2.5F, 12}, {13.5F, 12}});
            break;
        case Icon::up:
            pen.line({{3.5F, 10.5F}, {8, 6}, {12.5F, 10.5F}});
            break;
        case Icon::down:
            pen.line({{3.5F, 6}, {8, 10.5F}, {12.5F, 6}});
            break;
        case Icon::check:
            pen.line({{3, 8.5F}, {6.5F, 12}, {13, 4.5F}});
            break;
        case Icon::warning:
            pen.line({{8, 2}, {14.5F, 13.5F}, {1.5F, 13.5F}, {8, 2}}), pen.line({{8, 6.2F}, {8, 9.8F}}), pen.disc(8, 11.6F, 0.9F);
            break;
        case Icon::plus:
            pen.line({{8, 3}, {8, 13}}), pen.line({{3, 8}, {13, 8}});
            break;
        case Icon::minus:
            pen.line({{3, 8}, {13, 8}});
            break;
        case Icon::film:
            pen.frame(2, 3, 12, 10, 1.5F), pen.line({{5, 3.5F}, {5, 12.5F}}), pen.line({{11, 3.5F}, {11, 12.5F}}),
                pen.line({{2.5F, 8}, {5, 8}}), pen.line({{11, 8}, {13.5F, 8}});
            break;
        case Icon::count:
            break;
    }
}

}  // namespace enclosure::viz
