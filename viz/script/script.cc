#include "viz/script/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>

#include "sim/base/diagnostics.h"

namespace enclosure::viz {

namespace {

struct Verb {
    std::string_view name;
    std::size_t least;
    std::size_t most;
    std::string_view form;
};

constexpr std::array verbs{
    Verb{"click", 1, 1, "click NAME"},       Verb{"double", 1, 1, "double NAME"},       Verb{"hover", 1, 2, "hover NAME [AT]"},
    Verb{"drag", 3, 3, "drag NAME FROM TO"}, Verb{"wheel", 2, 2, "wheel NAME STEPS"},   Verb{"key", 1, 1, "key KEY"},
    Verb{"type", 1, 1, "type TEXT"},         Verb{"frames", 1, 1, "frames N"},          Verb{"steps", 1, 1, "steps N"},
    Verb{"until", 1, 1, "until STEP"},       Verb{"shot", 1, 1, "shot FILE"},           Verb{"resize", 1, 1, "resize WxH"},
    Verb{"theme", 1, 1, "theme light|dark"}, Verb{"expect", 2, 3, "expect NAME VALUE"}, Verb{"fits", 0, 0, "fits"}};

[[noreturn]] void fail(const std::string& name, int line, const std::string& what) {
    throw ScriptError(fmt::format("{}:{}: {}", name, line, what));
}

std::vector<std::string> words_of(std::string_view line, const std::string& name, int number) {
    std::vector<std::string> words;
    std::size_t at = 0;
    while (true) {
        at = line.find_first_not_of(" \t\r", at);
        if (at == std::string_view::npos || line[at] == '#') return words;
        if (line[at] == '"') {
            const std::size_t end = line.find('"', at + 1);
            if (end == std::string_view::npos) fail(name, number, "a \" is not closed");
            words.emplace_back(line.substr(at + 1, end - at - 1));
            at = end + 1;
        } else {
            const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
            words.emplace_back(line.substr(at, end - at));
            at = end;
        }
    }
}

void check(const std::vector<std::string>& words, const std::string& name, int line) {
    const auto verb = std::find_if(verbs.begin(), verbs.end(), [&](const Verb& v) { return v.name == words.front(); });
    if (verb == verbs.end()) {
        std::vector<std::string> names;
        for (const Verb& v : verbs) names.emplace_back(v.name);
        fail(name, line, fmt::format("no command '{}'{}", words.front(), did_you_mean(words.front(), names)));
    }
    const std::size_t given = words.size() - 1;
    if (given < verb->least || given > verb->most) fail(name, line, fmt::format("this is written: {}", verb->form));
}

}  // namespace

Script read_script(std::string_view text, const std::string& name) {
    Script script{name, {}};
    int line = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::vector<std::string> words = words_of(text.substr(0, end), name, ++line);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (words.empty()) continue;
        check(words, name, line);
        script.lines.push_back({line, std::move(words)});
    }
    return script;
}

Script read_script_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) throw MissingScript(fmt::format("{}: cannot be read", file.string()));
    return read_script(text, file.string());
}

}  // namespace enclosure::viz
