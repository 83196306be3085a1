#include "viz/script/driver.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "sim/base/diagnostics.h"
#include "viz/app/view_options.h"

namespace enclosure::viz {

namespace {

constexpr int most_frames = 60;  // what moves longer never rests

constexpr std::array<std::pair<std::string_view, Key>, 14> key_names{{{"space", Key::space},
                                                                      {"left", Key::left},
                                                                      {"right", Key::right},
                                                                      {"up", Key::up},
                                                                      {"down", Key::down},
                                                                      {"home", Key::home},
                                                                      {"end", Key::end},
                                                                      {"page_up", Key::page_up},
                                                                      {"page_down", Key::page_down},
                                                                      {"enter", Key::enter},
                                                                      {"escape", Key::escape},
                                                                      {"tab", Key::tab},
                                                                      {"backspace", Key::backspace},
                                                                      {"del", Key::del}}};

template <class Number>
std::optional<Number> number_of(std::string_view text) {
    Number value{};
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
    return value;
}

class Player {
  public:
    Player(const Script& script, Stage& stage) : script_(script), stage_(stage) {}

    void play() {
        rest();
        for (const ScriptLine& line : script_.lines) {
            line_ = line.line;
            play_line(line.words);
        }
    }

  private:
    const Script& script_;
    Stage& stage_;
    const Frame* frame_ = nullptr;
    Input input_;  ///< as the hand is: where the pointer rests
    int line_ = 0;
    std::vector<TextOverflow> overflows_;

    [[noreturn]] void fail(const std::string& what) const { throw ScriptError(fmt::format("{}:{}: {}", script_.name, line_, what)); }

    void draw(Input input) {
        frame_ = &stage_.frame(std::move(input));
        overflows_.insert(overflows_.end(), frame_->overflows.begin(), frame_->overflows.end());
    }

    void rest() {
        for (int i = 0; i < most_frames; ++i) {
            draw(input_);
            if (!frame_->animating) return;
        }
    }

    const WidgetMark* find(std::string_view name) const {
        for (const WidgetMark& mark : frame_->marks) {
            if (mark.name == name) return &mark;
        }
        return nullptr;
    }

    WidgetMark seen(const std::string& name) {
        const WidgetMark* mark = find(name);
        if (mark == nullptr) {
            std::vector<std::string> names;
            for (const WidgetMark& each : frame_->marks) names.push_back(each.name);
            fail(fmt::format("no widget '{}'{}", name, did_you_mean(name, names)));
        }
        if (!mark->visible) {
            stage_.reveal(name);
            rest();
            mark = find(name);
            if (mark == nullptr) fail(fmt::format("widget '{}' went away", name));
        }
        return *mark;
    }

    // "0.3" along the widget at half its height, or "0.3,0.8".
    Place place(const Rect& rect, const std::string& at) const {
        const std::size_t comma = at.find(',');
        const auto x = number_of<float>(std::string_view(at).substr(0, comma));
        const auto y = comma == std::string::npos ? std::optional(0.5F) : number_of<float>(std::string_view(at).substr(comma + 1));
        if (!x || !y) fail(fmt::format("'{}' is no place along a widget, such as 0.3 or 0.3,0.8", at));
        const auto within = [](float share, float length) { return std::clamp(share * length, 0.0F, std::max(0.0F, length - 1)); };
        return {rect.x + within(*x, rect.w), rect.y + within(*y, rect.h)};
    }

    void point(Place at) {
        input_.pointer = at;
        input_.pointer_inside = true;
    }

    void press(bool twice = false) {
        Input down = input_;
        down.down = down.pressed = true;
        down.double_click = twice;
        draw(down);
        Input up = input_;
        up.released = true;
        draw(up);
    }

    void drag(const Rect& rect, const std::string& from, const std::string& to) {
        const Place begin = place(rect, from);
        const Place end = place(rect, to);
        point(begin);
        draw(input_);
        Input held = input_;
        held.down = held.pressed = true;
        draw(held);
        held.pressed = false;
        constexpr int pieces = 8;
        for (int i = 1; i <= pieces; ++i) {
            const float share = static_cast<float>(i) / pieces;
            held.pointer = {begin.x + (end.x - begin.x) * share, begin.y + (end.y - begin.y) * share};
            draw(held);
        }
        point(end);
        Input up = input_;
        up.released = true;
        draw(up);
    }

    KeyPress key_of(std::string_view word) const {
        KeyPress press;
        const std::string_view whole = word;
        while (true) {
            if (word.starts_with("ctrl+") && word.size() > 5) {
                press.ctrl = true;
                word.remove_prefix(5);
            } else if (word.starts_with("shift+") && word.size() > 6) {
                press.shift = true;
                word.remove_prefix(6);
            } else {
                break;
            }
        }
        for (const auto& [name, key] : key_names) {
            if (name == word) press.key = key;
        }
        if (press.key == Key::none && word.size() == 1) {
            press.key = Key::letter;
            press.letter = word.front();
        }
        if (word == "f1") press = {Key::letter, '?'};
        if (press.key == Key::none) fail(fmt::format("no key '{}'", whole));
        return press;
    }

    std::size_t count(const std::string& word) const {
        const auto value = number_of<std::size_t>(word);
        if (!value) fail(fmt::format("'{}' is no whole number", word));
        return *value;
    }

    void expect(const std::vector<std::string>& words) {
        const WidgetMark* mark = find(words[1]);
        const std::string& wanted = words.back();
        const bool plain = words.size() == 3;
        if (plain && wanted == "absent") {
            if (mark != nullptr) fail(fmt::format("widget '{}' is there and shall not", words[1]));
            return;
        }
        if (mark == nullptr) {
            seen(words[1]);  // says what is near
            return;
        }
        if (plain && wanted == "present") return;
        if (plain && mark->value != wanted) fail(fmt::format("'{}' is '{}', expected '{}'", words[1], mark->value, wanted));
        if (plain) return;
        const bool holds = mark->value.find(wanted) != std::string::npos;
        if (words[2] == "contains") {
            if (!holds) fail(fmt::format("'{}' is '{}', which does not contain '{}'", words[1], mark->value, wanted));
        } else if (words[2] == "not") {
            if (mark->value == wanted) fail(fmt::format("'{}' is '{}' and shall not be", words[1], wanted));
        } else {
            fail("this is written: expect NAME contains TEXT, or expect NAME not VALUE");
        }
    }

    void resize(const std::string& word) {
        const std::size_t cross = word.find('x');
        const auto width = number_of<int>(std::string_view(word).substr(0, cross));
        const auto height = cross == std::string::npos ? std::nullopt : number_of<int>(std::string_view(word).substr(cross + 1));
        if (!width || !height || *width < least_pixels || *height < least_pixels)
            fail(fmt::format("'{}' is no size, such as 1280x720", word));
        if (*width > most_pixels || *height > most_pixels)
            fail(fmt::format("'{}' is too large: a window has at most {} pixels each way", word, most_pixels));
        stage_.resize(*width, *height);
    }

    void fits() const {
        if (overflows_.empty()) return;
        const TextOverflow& first = overflows_.front();
        fail(fmt::format("{} texts do not fit; the first is '{}', {:.0f} pixels wide in a room of {:.0f}", overflows_.size(), first.text,
                         first.width, first.room));
    }

    void play_line(const std::vector<std::string>& words) {
        const std::string& verb = words.front();
        if (verb == "click" || verb == "double") {
            point(seen(words[1]).rect.middle());
            draw(input_);  // it comes under the pointer before it is pressed
            press();
            if (verb == "double") press(true);
        } else if (verb == "hover") {
            point(place(seen(words[1]).rect, words.size() > 2 ? words[2] : "0.5"));
        } else if (verb == "drag") {
            drag(seen(words[1]).rect, words[2], words[3]);
        } else if (verb == "wheel") {
            point(seen(words[1]).rect.middle());
            const auto steps = number_of<float>(words[2]);
            if (!steps) fail(fmt::format("'{}' is no number", words[2]));
            Input turned = input_;
            turned.wheel = *steps;
            draw(turned);
        } else if (verb == "key") {
            Input pressed = input_;
            pressed.keys.push_back(key_of(words[1]));
            draw(pressed);
        } else if (verb == "type") {
            Input typed = input_;
            typed.typed = words[1];
            draw(typed);
        } else if (verb == "frames") {
            for (std::size_t i = count(words[1]); i > 0; --i) draw(input_);
            return;
        } else if (verb == "steps") {
            stage_.steps(count(words[1]));
        } else if (verb == "until") {
            stage_.until(count(words[1]));
        } else if (verb == "resize") {
            resize(words[1]);
        } else if (verb == "theme") {
            if (words[1] != "light" && words[1] != "dark") fail(fmt::format("no theme '{}'", words[1]));
            stage_.set_theme(words[1] == "light" ? ThemeKind::light : ThemeKind::dark);
        } else if (verb == "shot") {
            stage_.shot(words[1]);
            return;
        } else if (verb == "expect") {
            expect(words);
            return;
        } else if (verb == "fits") {
            fits();
            return;
        }
        rest();
    }
};

}  // namespace

void play(const Script& script, Stage& stage) {
    Player(script, stage).play();
}

const Frame& settle(Stage& stage, Input at_rest) {
    const Frame* frame = nullptr;
    for (int i = 0; i < most_frames; ++i) {
        frame = &stage.frame(at_rest);
        if (!frame->animating) break;
    }
    return *frame;
}

}  // namespace enclosure::viz
