#include "sim/study/study_folder.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "sim/output/output_error.h"
#include "sim/output/replace_file.h"
#include "sim/study/model_identity.h"
#include "sim/study/plan.h"
#include "sim/study/store/segment_writer.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

constexpr const char* plans_folder = "plans";

std::optional<int> plan_number(const fs::path& folder) {
    const std::string name = folder.filename().string();
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc{} || end != name.data() + name.size() || number < 1) return std::nullopt;
    return number;
}

// Number of the plan that counts; 0 if there is none.
int last_plan(const fs::path& folder) {
    int last = 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder / plans_folder, error)) {
        if (fs::exists(entry.path() / "study.toml")) last = std::max(last, plan_number(entry.path()).value_or(0));
    }
    return last;
}

fs::path plan_folder(const fs::path& folder, int number) {
    return folder / plans_folder / fmt::format("{:04}", number);
}

StudyTexts read_texts(const fs::path& plan) {
    StudyTexts texts;
    for (const auto& entry : fs::recursive_directory_iterator(plan)) {
        const fs::path name = fs::relative(entry.path(), plan);
        const bool own = name == "study.toml" || name == "model.txt" || (*name.begin() == "arms" && name.extension() == ".toml") ||
                         *name.begin() == "files";
        if (!entry.is_regular_file() || !own) continue;  // what an editor or a desktop leaves there
        std::ifstream stream(entry.path(), std::ios::binary);
        texts[name.string()] = {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        if (!stream) throw OutputError("cannot read " + entry.path().string());
    }
    return texts;
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw OutputError("cannot make the folder " + folder.string() + ": " + error.message());
}

// Writes the plan beside its place and renames it there. False if another process was first.
bool write_plan(const fs::path& folder, int number, const StudyTexts& texts) {
    const fs::path place = plan_folder(folder, number);
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    const fs::path beside = folder / plans_folder / fmt::format("new-{}-{}-{}", number, host.data(), getpid());
    for (const auto& [name, text] : texts) {
        make_folder((beside / name).parent_path());
        replace_file(beside / name, std::as_bytes(std::span(text)));
    }
    std::error_code error;
    fs::rename(beside, place, error);
    if (!error) return true;
    std::error_code ignored;
    fs::remove_all(beside, ignored);
    if (fs::exists(place, ignored)) return false;
    throw OutputError("cannot make " + place.string() + ": " + error.message());
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::string listed(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "\n  " + line;
    return text;
}

// Lines of the one that the other does not have at that place, what is the same before and after them left out.
void compare_texts(const std::string& name, const std::string& old_text, const std::string& new_text, std::vector<std::string>& found) {
    const std::vector<std::string> a = lines_of(old_text);
    const std::vector<std::string> b = lines_of(new_text);
    std::size_t first = 0;
    while (first < a.size() && first < b.size() && a[first] == b[first]) ++first;
    std::size_t same_end = 0;
    while (same_end < a.size() - first && same_end < b.size() - first && a[a.size() - 1 - same_end] == b[b.size() - 1 - same_end])
        ++same_end;
    const std::size_t of_a = a.size() - first - same_end;
    const std::size_t of_b = b.size() - first - same_end;
    for (std::size_t k = 0; k < std::max(of_a, of_b); ++k) {
        const std::string before = k < of_a ? a[first + k] : "";
        const std::string after = k < of_b ? b[first + k] : "";
        if (before == after) continue;
        const std::string where = fmt::format("{}:{}: ", name, first + k + 1);
        if (before.empty()) {
            found.push_back(where + "there is now: " + after);
        } else if (after.empty()) {
            found.push_back(where + "there was: " + before);
        } else {
            found.push_back(where + before + "  is now  " + after);
        }
    }
}

}  // namespace

std::vector<std::string> differences(const StudyTexts& old_texts, const StudyTexts& new_texts, std::size_t most) {
    std::vector<std::string> found;
    for (const auto& [name, text] : old_texts) {
        const auto other = new_texts.find(name);
        if (other == new_texts.end()) {
            found.push_back(name + " is gone");
        } else if (other->second != text) {
            compare_texts(name, text, other->second, found);
        }
    }
    for (const auto& [name, text] : new_texts) {
        if (!old_texts.contains(name)) found.push_back(name + " is new");
    }
    if (found.size() > most) {
        const std::size_t more = found.size() - most;
        found.resize(most);
        found.push_back(fmt::format("and {} more", more));
    }
    return found;
}

bool is_study_folder(const fs::path& folder) {
    return last_plan(folder) > 0;
}

Study open_study(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) throw StudyFolderError("there is no folder " + folder.string());
    const int number = last_plan(folder);
    if (number == 0) throw StudyFolderError(folder.string() + " is no folder of a study: it has no plan");
    const fs::path plan = plan_folder(folder, number);
    return study_of(read_texts(plan), plan);
}

void check_model(const Study& study) {
    if (study.model == model_identity()) return;
    throw StudyFolderError("the study was begun with another model, whose runs would not be the same:\n  begun with: " + study.model +
                           "\n  this one:   " + model_identity() + "\nstart it anew in another folder");
}

void start_study(const fs::path& folder, const Study& study) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error)) throw StudyFolderError(folder.string() + " is no folder");
    if (!is_study_folder(folder)) {
        const bool others =
            fs::exists(folder, error) && std::any_of(fs::directory_iterator(folder), fs::directory_iterator(), [](const auto& e) {
                return e.path().filename() != plans_folder && e.path().filename() != records_folder;
            });
        // Another process may have started the study meanwhile.
        if (others && !is_study_folder(folder))
            throw StudyFolderError(folder.string() + " is not empty and no folder of a study; name another");
        make_folder(folder / plans_folder);
        make_folder(folder / records_folder);
        if (!is_study_folder(folder) && write_plan(folder, 1, study.texts)) return;
    }
    for (int number = 1; number <= last_plan(folder); ++number) {
        std::error_code none;
        if (fs::exists(plan_folder(folder, number), none) && read_texts(plan_folder(folder, number)) == study.texts) return;
    }
    const std::vector<std::string> found = differences(read_texts(plan_folder(folder, last_plan(folder))), study.texts);
    throw StudyFolderError(folder.string() + " is the folder of another study, or of this one before it was changed:" + listed(found) +
                           "\nstart it in another folder, or add to it by enclosure study extend");
}

namespace {

// Runs of the one that are none of the other.
std::size_t runs_left_out(const Study& old, const Study& study, const RecordIndex& index) {
    const auto keys_of = [&](const Study& s) {
        const Plan plan = plan_of(s, index);
        std::vector<RunKey> keys;
        for (const PlannedRun& run : plan.runs) keys.push_back(key_of(s, plan, run));
        std::sort(keys.begin(), keys.end());
        return keys;
    };
    const std::vector<RunKey> before = keys_of(old);
    const std::vector<RunKey> after = keys_of(study);
    return static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [&](const RunKey& key) {
        return index.has(key) && !std::binary_search(after.begin(), after.end(), key);
    }));
}

}  // namespace

void extend_study(const fs::path& folder, const Study& study, bool force) {
    const Study old = open_study(folder);
    check_model(old);
    std::vector<std::string> changed;
    for (const StudyArm& arm : study.arms) {
        const auto same = std::find_if(old.arms.begin(), old.arms.end(), [&](const StudyArm& o) { return o.id == arm.id; });
        if (same != old.arms.end() && same->key != arm.key)
            changed.push_back("arm " + arm.id + " is another: its scenario or what is measured of it");
    }
    if (old.seed != study.seed) changed.push_back(fmt::format("seed = {} is now {}", old.seed, study.seed));
    if (!changed.empty()) {
        const std::vector<std::string> texts = differences(old.texts, study.texts);
        changed.insert(changed.end(), texts.begin(), texts.end());
        throw StudyFolderError("none of the runs in " + folder.string() + " would be runs of the study as it is now:" + listed(changed) +
                               "\nstart it in another folder");
    }
    if (old.texts == study.texts) return;
    const std::size_t left_out = force ? 0 : runs_left_out(old, study, RecordIndex(folder / records_folder));
    if (left_out > 0) {
        throw StudyFolderError(
            fmt::format("{} of the runs in {} would be no runs of the study as it is now:{}\n--force goes on all the same; what "
                        "is there stays there",
                        left_out, folder.string(), listed(differences(old.texts, study.texts))));
    }
    while (!write_plan(folder, last_plan(folder) + 1, study.texts)) {
    }
}

}  // namespace enclosure
