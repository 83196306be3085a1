#include "sim/scenario/edge_list.h"

#include <charconv>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace enclosure {

namespace {

// The whole of the text as a row below `users`; nothing if it is none.
std::optional<std::uint32_t> row_of_user(std::string_view text, std::int64_t users) {
    std::uint32_t row = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), row);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || text.empty()) return std::nullopt;
    if (static_cast<std::int64_t>(row) >= users) return std::nullopt;
    return row;
}

}  // namespace

std::vector<Edge> read_edge_list(const std::filesystem::path& file, std::int64_t users, const Place& asked_at, Report& report) {
    std::vector<Edge> edges;
    std::error_code error;
    std::ifstream in;
    if (std::filesystem::is_regular_file(file, error)) in.open(file, std::ios::binary);
    if (!in.is_open()) {
        report.add(asked_at, "network.file: " + file.string() + " cannot be read");
        return edges;
    }
    std::string line;
    int number = 0;
    while (std::getline(in, line)) {
        ++number;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (number == 1) {
            if (line != "from,to") report.add({file.string(), 1, 1}, "an edge list begins with the line from,to");
            continue;
        }
        if (line.empty()) continue;
        const std::size_t comma = std::min(line.find(','), line.size());
        const auto from = row_of_user(std::string_view(line).substr(0, comma), users);
        const auto to = row_of_user(std::string_view(line).substr(std::min(comma + 1, line.size())), users);
        if (from && to && *from != *to) {
            edges.push_back({*from, *to});
        } else if (from && to) {
            report.add({file.string(), number, 1}, "user " + std::to_string(*from) + " looks at himself");
        } else {
            report.add({file.string(), number, 1}, '"' + line + "\" is no pair of rows of users below " + std::to_string(users));
        }
    }
    if (in.bad()) report.add({file.string(), number}, "cannot be read to its end");
    if (number == 0) report.add({file.string(), 1, 1}, "an edge list begins with the line from,to");
    return edges;
}

void anchor_network_file(Node& root, const std::filesystem::path& folder) {
    Node* table = root.find("network");
    if (!table || table->kind != Kind::table) return;
    Node* file = table->find("file");
    if (!file || file->kind != Kind::text || file->text.empty()) return;
    file->text = std::filesystem::absolute(folder / file->text).lexically_normal().string();
}

void check_edge_list(const Scenario& scenario, const Place& place, Report& report) {
    const NetworkParams& p = scenario.parameters.network;
    if (p.kind != NetworkKind::edge_list) return;
    if (p.file.empty()) return report.add(place, "network.kind = \"edge_list\" needs network.file");
    read_edge_list(p.file, scenario.population.users, place, report);
}

}  // namespace enclosure
