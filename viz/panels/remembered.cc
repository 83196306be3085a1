#include "viz/panels/remembered.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <system_error>

namespace enclosure::viz {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_recent = 8;
constexpr const char* tour_file = "viewer-tour-seen";
constexpr const char* recent_file = "viewer-recent";

std::vector<std::string> lines_in(const fs::path& file) {
    std::vector<std::string> lines;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line) && lines.size() < most_recent;) {
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

}  // namespace

fs::path settings_folder() {
    if (const char* config = std::getenv("XDG_CONFIG_HOME"); config && *config != '\0') return fs::path(config) / "enclosure";
    if (const char* home = std::getenv("HOME"); home && *home != '\0') return fs::path(home) / ".config" / "enclosure";
    return {};
}

void Remembered::remember(fs::path folder) {
    folder_ = std::move(folder);
}

bool Remembered::tour_seen() const {
    std::error_code unreadable;
    return folder_.empty() || fs::exists(folder_ / tour_file, unreadable);
}

void Remembered::note_tour_seen() {
    if (folder_.empty()) return;
    std::error_code unwritable;
    fs::create_directories(folder_, unwritable);
    std::ofstream(folder_ / tour_file) << "seen\n";
}

std::vector<std::string> Remembered::recent_files() const {
    if (folder_.empty()) return {};
    std::vector<std::string> files = lines_in(folder_ / recent_file);
    std::erase_if(files, [](const std::string& file) {
        std::error_code missing;
        return !fs::is_regular_file(file, missing) && !fs::is_directory(file, missing);  // a study is a folder
    });
    return files;
}

void Remembered::note_opened(const std::string& file) {
    if (folder_.empty() || file.starts_with("lib:")) return;
    std::error_code failed;
    fs::path whole = fs::absolute(file, failed).lexically_normal();
    if (!whole.has_filename()) whole = whole.parent_path();  // "x.study/"
    std::vector<std::string> files = recent_files();
    std::erase(files, whole.string());
    files.insert(files.begin(), whole.string());
    files.resize(std::min(files.size(), most_recent));
    fs::create_directories(folder_, failed);
    std::ofstream out(folder_ / recent_file);
    for (const std::string& line : files) out << line << '\n';
}

}  // namespace enclosure::viz
