// A script plays the user: presses widgets by their names, looks at what they show, and takes pictures.
// One command a line; words are split at blanks, "…" holds several, # begins a comment.
//
//   click NAME          double NAME        hover NAME [at]      drag NAME FROM TO     wheel NAME STEPS
//   key KEY             type TEXT          frames N             steps N               until STEP
//   shot FILE           resize WxH         expect NAME VALUE    expect NAME present   expect NAME absent
//   expect NAME contains TEXT              expect NAME not VALUE
//   theme light|dark    fits               (fits: no text was cut off in any frame so far)
//
// Places along a widget (at, FROM, TO) are shares of its width, or "x,y" of width and height. Keys: space, left, right, up, down, home,
// end, page_up, page_down, enter, escape, tab, backspace, del, f1, a letter, or any of them after ctrl+ or shift+.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::viz {

/// "file:line: what is wrong".
struct ScriptError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// There is no such script, or it cannot be read.
struct MissingScript : ScriptError {
    using ScriptError::ScriptError;
};

struct ScriptLine {
    int line = 0;
    std::vector<std::string> words;  ///< the verb, then what it needs; never empty
};

struct Script {
    std::string name;  ///< of the file, as errors call it
    std::vector<ScriptLine> lines;
};

/// Throws ScriptError for a verb that does not exist or a wrong number of words, before anything is played.
Script read_script(std::string_view text, const std::string& name);
Script read_script_file(const std::filesystem::path& file);

}  // namespace enclosure::viz
