// Scripts are read whole before anything is played, and every mistake names its line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "viz/script/driver.h"
#include "viz/script/script.h"

namespace enclosure::viz {
namespace {

std::string mistake_of(std::string_view text) {
    try {
        read_script(text, "a.ui");
    } catch (const ScriptError& error) {
        return error.what();
    }
    return "none";
}

TEST(Script, words_comments_and_quotes) {
    const Script script = read_script("# all\n\n  type \"two words\"  # why\nclick run.play\r\n", "a.ui");
    ASSERT_EQ(script.lines.size(), 2U);
    EXPECT_EQ(script.lines[0].line, 3);
    EXPECT_THAT(script.lines[0].words, testing::ElementsAre("type", "two words"));
    EXPECT_THAT(script.lines[1].words, testing::ElementsAre("click", "run.play"));
}

TEST(Script, mistakes) {
    EXPECT_EQ(mistake_of("click a\nclck b\n"), "a.ui:2: no command 'clck'; did you mean click?");
    EXPECT_EQ(mistake_of("drag a 0.5\n"), "a.ui:1: this is written: drag NAME FROM TO");
    EXPECT_EQ(mistake_of("type \"open\n"), "a.ui:1: a \" is not closed");
}

// A stage with one button and a slider, which counts what is done to it.
class SmallStage : public Stage {
  public:
    Frame shown;
    std::vector<Input> inputs;
    int presses = 0;
    bool held = false;
    int moving = 3;  // frames that it is animated after a press

    const Frame& frame(Input input) override {
        inputs.push_back(input);
        const Rect button{10, 10, 20, 20};
        if (input.pressed && button.holds(input.pointer)) held = true;
        if (input.released && held) ++presses, held = false, moving = 3;
        shown = {};
        shown.marks = {{"go", button, std::to_string(presses)}, {"hidden", {0, 900, 10, 10}, "", revealed == "hidden"}};
        shown.animating = moving-- > 0;
        return shown;
    }
    void shot(const std::filesystem::path&) override {}
    void resize(int, int) override {}
    void set_theme(ThemeKind) override {}
    void steps(std::size_t) override {}
    void until(std::size_t) override {}
    void reveal(std::string_view name) override { revealed = name; }
    std::string revealed;
};

TEST(Play, press_lasts_a_frame_and_the_window_comes_to_rest) {
    SmallStage stage;
    play(read_script("click go\nexpect go 1\nexpect gone absent\n", "a.ui"), stage);
    EXPECT_EQ(stage.presses, 1);
    EXPECT_FALSE(stage.shown.animating);
    const auto pressed = std::count_if(stage.inputs.begin(), stage.inputs.end(), [](const Input& i) { return i.pressed; });
    const auto both = std::count_if(stage.inputs.begin(), stage.inputs.end(), [](const Input& i) { return i.pressed && i.released; });
    EXPECT_EQ(pressed, 1);
    EXPECT_EQ(both, 0);
}

TEST(Play, what_is_out_of_sight_is_revealed) {
    SmallStage stage;
    play(read_script("click hidden\n", "a.ui"), stage);
    EXPECT_EQ(stage.revealed, "hidden");
}

TEST(Play, drag_moves_in_between) {
    SmallStage stage;
    play(read_script("drag go 0 1\n", "a.ui"), stage);
    const auto held = std::count_if(stage.inputs.begin(), stage.inputs.end(), [](const Input& i) { return i.down; });
    EXPECT_GE(held, 5);
    EXPECT_EQ(stage.presses, 1);
}

TEST(Play, mistakes_name_file_line_and_what_is_there) {
    const auto mistake = [](const char* text) {
        SmallStage stage;
        try {
            play(read_script(text, "a.ui"), stage);
        } catch (const ScriptError& error) {
            return std::string(error.what());
        }
        return std::string("none");
    };
    EXPECT_EQ(mistake("frames 1\nclick ev.6\n"), "a.ui:2: no widget 'ev.6'");
    EXPECT_EQ(mistake("expect go 5"), "a.ui:1: 'go' is '0', expected '5'");
    EXPECT_EQ(mistake("expect go absent"), "a.ui:1: widget 'go' is there and shall not");
    EXPECT_EQ(mistake("expect go contains 7"), "a.ui:1: 'go' is '0', which does not contain '7'");
    EXPECT_EQ(mistake("expect go not 0"), "a.ui:1: 'go' is '0' and shall not be");
    EXPECT_EQ(mistake("key hyper"), "a.ui:1: no key 'hyper'");
    EXPECT_EQ(mistake("hover go 0.5,x"), "a.ui:1: '0.5,x' is no place along a widget, such as 0.3 or 0.3,0.8");
}

}  // namespace
}  // namespace enclosure::viz
