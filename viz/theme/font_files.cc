#include "viz/theme/font_files.h"

#include <array>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace enclosure::viz {

namespace fs = std::filesystem;

namespace {

// File names in the order in which they are preferred.
struct Choices {
    std::array<std::string_view, 3> wanted;
    std::string_view fallback;
};

constexpr Choices files_of_words{{"Inter-Regular.otf", "Inter-Regular.ttf", "InterVariable.ttf"}, "DejaVuSans.ttf"};
constexpr Choices files_of_firm_words{{"Inter-SemiBold.otf", "Inter-SemiBold.ttf", "InterVariable.ttf"}, "DejaVuSans-Bold.ttf"};
constexpr Choices files_of_numbers{{"JetBrainsMono-Regular.ttf", "JetBrainsMono-Regular.otf", "JetBrainsMono[wght].ttf"},
                                   "DejaVuSansMono.ttf"};
constexpr Choices files_of_firm_numbers{{"JetBrainsMono-Medium.ttf", "JetBrainsMono-Medium.otf", "JetBrainsMono[wght].ttf"},
                                        "DejaVuSansMono-Bold.ttf"};

const Choices& choices_of(Font font) {
    switch (font) {
        case Font::body_bold:
        case Font::title:
        case Font::heading:
            return files_of_firm_words;
        case Font::number_small:
            return files_of_numbers;
        case Font::number:
        case Font::number_large:
            return files_of_firm_numbers;
        default:
            return files_of_words;
    }
}

// Where distributions put them, so that a folder of thousands of fonts is searched only if they are elsewhere.
constexpr std::array<std::string_view, 8> usual_places{
    "",      "opentype/inter", "truetype/inter", "truetype/jetbrains-mono", "opentype/jetbrains-mono", "truetype/dejavu",
    "inter", "jetbrains-mono"};

fs::path find_below(const std::vector<fs::path>& folders, std::string_view name) {
    std::error_code error;
    for (const fs::path& folder : folders) {
        for (const std::string_view place : usual_places) {
            fs::path file = folder / place / name;
            if (fs::is_regular_file(file, error)) return file;
        }
    }
    return {};
}

fs::path find_anywhere(const std::vector<fs::path>& folders, std::string_view name) {
    for (const fs::path& folder : folders) {
        std::error_code error;
        fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
        for (; !error && at != fs::recursive_directory_iterator{}; at.increment(error)) {
            if (at->path().filename() == name) return at->path();
        }
    }
    return {};
}

fs::path wanted_file(const Choices& choices, const std::vector<fs::path>& folders) {
    for (const std::string_view name : choices.wanted) {
        if (fs::path file = find_below(folders, name); !file.empty()) return file;
    }
    return find_anywhere(folders, choices.wanted.front());
}

}  // namespace

fs::path font_file(Font font, const std::vector<fs::path>& folders) {
    const Choices& choices = choices_of(font);
    fs::path file = wanted_file(choices, folders);
    if (file.empty()) file = find_below(folders, choices.fallback);
    return file;
}

std::vector<fs::path> font_folders() {
    std::vector<fs::path> folders;
    if (const char* given = std::getenv("ENCLOSURE_FONTS"); given != nullptr && *given != 0) folders.emplace_back(given);
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != 0) folders.push_back(fs::path(home) / ".local/share/fonts");
    folders.emplace_back("/usr/local/share/fonts");
    folders.emplace_back("/usr/share/fonts");
    return folders;
}

std::string missing_fonts(const std::vector<fs::path>& folders) {
    const bool no_words = wanted_file(files_of_words, folders).empty();
    const bool no_numbers = wanted_file(files_of_numbers, folders).empty();
    if (!no_words && !no_numbers) return {};
    std::string text = "fonts missing, others stand in; to install them: apt install";
    if (no_words) text += " fonts-inter";
    if (no_numbers) text += " fonts-jetbrains-mono";
    return text;
}

}  // namespace enclosure::viz
