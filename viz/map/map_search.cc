#include "viz/map/map_search.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace enclosure::viz {
namespace {

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
    std::string small;
    for (const char c : text) small += lowered(c);
    return small;
}

std::string trimmed(std::string text) {
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

}  // namespace

std::vector<Subject> find_subjects(std::string_view text, const StepRecord& record, std::size_t users, std::size_t most) {
    std::vector<Subject> found;
    const std::string wanted = trimmed(lowered(text));
    if (wanted.empty()) return found;

    std::string number = wanted.rfind("user", 0) == 0 ? wanted.substr(4) : wanted;
    number.erase(std::remove_if(number.begin(), number.end(), [](char c) { return c == ' ' || c == ',' || c == '#'; }), number.end());
    std::size_t row = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), row);
    if (error == std::errc{} && end == number.data() + number.size() && row < users) found.push_back({Subject::Kind::user, row});

    // Names that begin with the text come before those that hold it; among equals the larger firm.
    struct Hit {
        bool inside = false;
        double share = 0;
        std::size_t row = 0;
    };
    std::vector<Hit> hits;
    for (std::size_t f = 0; f < record.firms.size(); ++f) {
        const std::size_t at = lowered(record.firms[f].label).find(wanted);
        if (at != std::string::npos) hits.push_back({at != 0, record.firms[f].seat_share, f});
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Hit& a, const Hit& b) { return a.inside != b.inside ? b.inside : a.share > b.share; });
    for (const Hit& hit : hits) found.push_back({Subject::Kind::firm, hit.row});
    if (found.size() > most) found.resize(most);
    return found;
}

}  // namespace enclosure::viz
