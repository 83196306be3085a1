// The widgets, by what a hand and a keyboard do to them. Drawn on a canvas that only measures: eight pixels a character.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "viz/kit/dashes.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"

namespace enclosure::viz {
namespace {

class NullCanvas : public Canvas {
  public:
    std::vector<std::string> texts;
    void line(std::span<const Place>, Colour, float, Dash) override {}
    void area(std::span<const Place>, std::span<const Place>, Colour) override {}
    void shade(std::span<const Place>, float, Colour, Colour) override {}
    void fill(Rect, Colour, float) override {}
    void outline(Rect, Colour, float, float) override {}
    void disc(Place, float, Colour) override {}
    void ring(Place, float, Colour, float, Dash) override {}
    void shape(std::span<const Place>, Colour) override {}
    void text(Place, std::string_view text, Font, Colour, Align) override { texts.emplace_back(text); }
    float width_of(std::string_view text, Font) const override {
        float width = 0;
        for (const char c : text) width += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0.0F : 8.0F;
        return width;
    }
    float height_of(Font) const override { return 14; }
    void push_clip(Rect) override {}
    void pop_clip() override {}
};

class Kit : public testing::Test {
  protected:
    NullCanvas canvas;
    Theme theme;
    UiState state;
    std::vector<WidgetMark> marks;
    std::vector<TextOverflow> overflows;
    double seconds = 0;
    bool animating = false;

    void frame(Input input, const std::function<void(Ui&)>& body) {
        marks.clear();
        canvas.texts.clear();
        animating = false;
        Ui ui{canvas, theme, input, state, marks, overflows, seconds += 0.1, &animating};
        begin_frame(ui, {0, 0, 800, 600});
        body(ui);
        end_frame(ui);
    }
    static Input at(Place place) {
        Input input;
        input.pointer = place;
        input.pointer_inside = true;
        return input;
    }
    static Input down(Place place) {
        Input input = at(place);
        input.down = input.pressed = true;
        return input;
    }
    static Input up(Place place) {
        Input input = at(place);
        input.released = true;
        return input;
    }
    static Input key(Key key, char letter = 0, bool ctrl = false) {
        Input input;
        input.keys.push_back({key, letter, ctrl});
        return input;
    }
    static Input typed(std::string text) {
        Input input;
        input.typed = std::move(text);
        return input;
    }
    const WidgetMark* find(std::string_view name) const {
        for (const WidgetMark& mark : marks) {
            if (mark.name == name) return &mark;
        }
        return nullptr;
    }
};

constexpr Rect left_rect{10, 10, 100, 30};
constexpr Rect right_rect{200, 10, 100, 30};

TEST_F(Kit, button_answers_to_a_release_over_it) {
    int pressed = 0;
    const auto body = [&](Ui& ui) { pressed += button(ui, "go", left_rect, "Go") ? 1 : 0; };
    frame(down({20, 20}), body);
    EXPECT_EQ(pressed, 0);
    frame(up({20, 20}), body);
    EXPECT_EQ(pressed, 1);
    frame(down({20, 20}), body);
    frame(up({500, 500}), body);  // taken back
    EXPECT_EQ(pressed, 1);
    frame(down({500, 500}), body);
    frame(up({20, 20}), body);  // began elsewhere
    EXPECT_EQ(pressed, 1);
}

TEST_F(Kit, press_and_release_within_a_frame_count) {
    int pressed = 0;
    Input quick = at({20, 20});
    quick.pressed = quick.released = true;
    frame(quick, [&](Ui& ui) { pressed += button(ui, "go", left_rect, "Go") ? 1 : 0; });
    EXPECT_EQ(pressed, 1);
}

TEST_F(Kit, disabled_button_does_nothing) {
    int pressed = 0;
    const auto body = [&](Ui& ui) { pressed += button(ui, "go", left_rect, "Go", ButtonLook::plain, {}, false) ? 1 : 0; };
    frame(down({20, 20}), body);
    frame(up({20, 20}), body);
    EXPECT_EQ(pressed, 0);
    EXPECT_EQ(find("go")->value, "0");
}

// What a key closes is out of the way from the next frame on: that frame comes at once, before a press that would go to what is closed.
TEST_F(Kit, a_key_and_a_press_ask_for_the_next_frame) {
    const auto nothing = [](Ui&) {};
    frame({}, nothing);
    EXPECT_FALSE(animating);
    Input escape;
    escape.keys = {{Key::escape}};
    frame(escape, nothing);
    EXPECT_TRUE(animating);
    Input press = at({5, 5});
    press.pressed = press.down = true;
    frame(press, nothing);
    EXPECT_TRUE(animating);
    frame(at({5, 5}), nothing);
    EXPECT_FALSE(animating);
}

TEST_F(Kit, tab_moves_the_focus_and_space_presses) {
    std::string pressed;
    bool shortcut = false;
    const auto body = [&](Ui& ui) {
        if (button(ui, "a", left_rect, "A")) pressed += 'a';
        if (button(ui, "b", right_rect, "B")) pressed += 'b';
        shortcut = take_key(ui, Key::space);
    };
    frame(key(Key::space), body);
    EXPECT_TRUE(shortcut);  // nobody has the focus
    frame(key(Key::tab), body);
    frame(key(Key::space), body);
    EXPECT_FALSE(shortcut);
    frame(key(Key::tab), body);
    frame(key(Key::enter), body);
    EXPECT_EQ(pressed, "ab");
    frame(key(Key::escape), body);
    frame(key(Key::space), body);
    EXPECT_TRUE(shortcut);
    EXPECT_EQ(pressed, "ab");
}

TEST_F(Kit, slider_keeps_the_pointer_while_it_is_dragged) {
    double value = 0.5;
    double other = 0.5;
    bool done = false;
    const auto body = [&](Ui& ui) {
        slider(ui, "s", {10, 10, 214, 20}, {}, value, false, &done);  // the track is from 17 to 217
        slider(ui, "t", {10, 40, 214, 20}, {}, other, false);
    };
    frame(down({57, 20}), body);
    EXPECT_NEAR(value, 0.2, 0.006);
    Input held = at({177, 50});  // over the other one
    held.down = true;
    frame(held, body);
    EXPECT_NEAR(value, 0.8, 0.006);
    EXPECT_FALSE(done);
    frame(up({900, 50}), body);
    EXPECT_EQ(value, 1);
    EXPECT_TRUE(done);
    EXPECT_EQ(other, 0.5);
}

TEST_F(Kit, slider_snaps_to_the_default_and_a_double_click_sets_it) {
    double value = 10;
    const SliderRange range{0, 100, false, false, 33.3};
    const auto body = [&](Ui& ui) { slider(ui, "s", {10, 10, 214, 20}, range, value, false); };
    frame(down({17 + 2 * 34.3F, 20}), body);
    EXPECT_EQ(value, 33.3);
    frame(up({17 + 2 * 34.3F, 20}), body);
    value = 80;
    Input twice = down({120, 20});
    twice.double_click = true;
    frame(twice, body);
    EXPECT_EQ(value, 33.3);
}

TEST_F(Kit, slider_moves_by_keys_and_keeps_whole_numbers) {
    double value = 3;
    const SliderRange range{0, 10, false, true, {}};
    const auto body = [&](Ui& ui) { slider(ui, "s", {10, 10, 214, 20}, range, value, false); };
    frame(key(Key::tab), body);
    frame(key(Key::right), body);
    EXPECT_EQ(value, 4);
    frame(key(Key::end), body);
    frame(key(Key::left), body);
    EXPECT_EQ(value, 9);
}

TEST_F(Kit, logarithmic_slider_has_its_middle_in_the_middle) {
    double value = 1;
    const SliderRange range{1e-2, 1e2, true, false, {}};
    frame(down({117, 20}), [&](Ui& ui) { slider(ui, "s", {10, 10, 214, 20}, range, value, false); });
    EXPECT_NEAR(value, 1, 0.05);
}

TEST_F(Kit, text_field_takes_what_is_typed_and_shortcuts_rest) {
    std::string text;
    bool entered = false;
    bool shortcut = false;
    const auto body = [&](Ui& ui) {
        text_field(ui, "search", left_rect, text, "hint", &entered);
        shortcut = take_key(ui, Key::letter, 'r');
    };
    frame(down({20, 20}), body);
    frame(up({20, 20}), body);
    Input letter = typed("r\u00e9");
    letter.keys.push_back({Key::letter, 'r'});
    frame(letter, body);
    EXPECT_EQ(text, "r\u00e9");
    EXPECT_FALSE(shortcut);
    frame(key(Key::backspace), body);
    EXPECT_EQ(text, "r");  // the whole character
    frame(key(Key::home), body);
    frame(typed("x"), body);
    EXPECT_EQ(text, "xr");
    frame(key(Key::letter, 'a', true), body);
    frame(key(Key::letter, 'x', true), body);
    EXPECT_EQ(text, "");
    frame(key(Key::letter, 'v', true), body);
    EXPECT_EQ(text, "xr");
    frame(key(Key::enter), body);
    EXPECT_TRUE(entered);
    frame(down({500, 500}), body);
    frame(up({500, 500}), body);
    frame(key(Key::letter, 'r'), body);
    EXPECT_TRUE(shortcut);
}

TEST_F(Kit, drop_down_opens_over_the_rest_and_gives_the_choice) {
    const std::array<std::string, 3> labels{"one", "two", "three"};
    std::size_t chosen = 0;
    int below = 0;
    const auto body = [&](Ui& ui) {
        drop_down(ui, "d", left_rect, labels, chosen);
        below += button(ui, "below", {10, 44, 100, 200}, "Below") ? 1 : 0;
    };
    frame(down({20, 20}), body);
    frame(up({20, 20}), body);
    frame(at({20, 20}), body);
    ASSERT_NE(find("d.1"), nullptr);
    const Place second = find("d.1")->rect.middle();
    frame(at(second), body);
    frame(down(second), body);
    frame(up(second), body);
    frame(at(second), body);
    EXPECT_EQ(chosen, 1U);
    EXPECT_EQ(below, 0);  // what lies under the list did not see the press
    EXPECT_EQ(find("d.1"), nullptr);
    frame(down({20, 20}), body);
    frame(up({20, 20}), body);
    frame(key(Key::down), body);
    frame(key(Key::enter), body);
    frame({}, body);
    EXPECT_EQ(chosen, 2U);
}

TEST_F(Kit, menu_closes_by_a_press_elsewhere_and_by_another_menu) {
    const std::array<std::string, 2> entries{"first", "second"};
    bool a = true;
    bool b = false;
    const auto body = [&](Ui& ui) {
        menu(ui, "a", left_rect, entries, a);
        menu(ui, "b", right_rect, entries, b);
    };
    frame({}, body);
    frame({}, body);
    EXPECT_NE(find("a.0"), nullptr);
    b = true;
    for (int i = 0; i < 4; ++i) frame({}, body);
    EXPECT_FALSE(a);
    EXPECT_TRUE(b);
    EXPECT_NE(find("b.0"), nullptr);
    frame(down({700, 500}), body);
    frame(up({700, 500}), body);
    EXPECT_FALSE(b);
}

TEST_F(Kit, scroll_area_moves_by_the_wheel_and_hides_what_is_out_of_sight) {
    int pressed = 0;
    const auto body = [&](Ui& ui) {
        scroll_area(ui, "list", {0, 100, 200, 100}, [&](Rect room) {
            for (int i = 0; i < 20; ++i) {
                const Rect row = room.take_top(30);
                pressed += button(ui, "row." + std::to_string(i), row, "x") ? 1 : 0;
            }
            return 600.0F;
        });
    };
    frame({}, body);
    EXPECT_TRUE(find("row.0")->visible);
    EXPECT_FALSE(find("row.10")->visible);
    frame(down({20, 215}), body);  // below the area, where row 3 would be
    frame(up({20, 215}), body);
    EXPECT_EQ(pressed, 0);
    Input wheel = at({50, 150});
    wheel.wheel = -1;
    frame(wheel, body);
    frame({}, body);
    EXPECT_EQ(find("row.2")->rect.y, 100);
    state.reveal = "row.19";
    frame({}, body);
    frame({}, body);
    EXPECT_TRUE(find("row.19")->visible);
}

TEST_F(Kit, text_that_does_not_fit_is_cut_or_noted) {
    frame({}, [](Ui& ui) {
        ui.text({0, 0}, "abcdefghij", Font::body, Tone::text, 48, Align::left, true);
        ui.text({0, 20}, "abcdefghij", Font::body, Tone::text, 80);
        EXPECT_TRUE(ui.overflows.empty());
        ui.text({0, 40}, "abcdefghij", Font::body, Tone::text, 79);
    });
    EXPECT_EQ(canvas.texts.front(), "abcde\u2026");
    ASSERT_EQ(overflows.size(), 1U);
    EXPECT_EQ(overflows[0].width, 80);
}

TEST_F(Kit, paragraph_breaks_at_spaces_and_within_long_words) {
    frame({}, [&](Ui& ui) { EXPECT_EQ(ui.paragraph({}, "one two three\nabcdefghijk", Font::small, Tone::text, 64), 4 * (13 + 2)); });
    EXPECT_THAT(canvas.texts, testing::ElementsAre("one two", "three", "abcdefgh", "ijk"));
}

TEST_F(Kit, tooltip_comes_after_a_rest) {
    const auto body = [](Ui& ui) {
        if (ui.hovers(left_rect)) ui.tooltip("Title", "line");
    };
    frame(at({20, 20}), body);
    EXPECT_TRUE(canvas.texts.empty());
    EXPECT_TRUE(animating);
    for (int i = 0; i < 4; ++i) frame(at({20, 20}), body);
    EXPECT_THAT(canvas.texts, testing::ElementsAre("Title", "line"));
    EXPECT_FALSE(animating);  // and then nothing more is drawn
}

TEST(Dashes, whole_length_is_covered_and_gaps_are_left) {
    const std::array<Place, 3> points{{{0, 0}, {10, 0}, {20, 0}}};
    float drawn = 0;
    int count = 0;
    for_dashes(points, {4, 2}, [&](std::span<const Place> dash) {
        drawn += dash.back().x - dash.front().x;
        ++count;
    });
    EXPECT_EQ(count, 4);
    EXPECT_FLOAT_EQ(drawn, 4 + 4 + 4 + 2);
}

TEST(Dashes, points_that_are_not_finite_break_a_line) {
    const float undefined = std::numeric_limits<float>::quiet_NaN();
    const std::array<Place, 6> points{{{0, 0}, {1, 1}, {2, undefined}, {3, 0}, {4, 0}, {5, 0}}};
    std::vector<std::size_t> runs;
    for_runs(points, [&](std::span<const Place> run) { runs.push_back(run.size()); });
    EXPECT_THAT(runs, testing::ElementsAre(2U, 3U));
}

}  // namespace
}  // namespace enclosure::viz
