#include "sim/study/design_table.h"

#include <fmt/format.h>

#include <vector>

#include "sim/base/csv.h"
#include "sim/scenario/parse.h"

namespace enclosure {

DesignTable read_design_table(const DesignRow& row, const std::map<std::string, std::string>& files, const Place& place,
                              const std::string& path, Report& report) {
    DesignTable table;
    if (row.file.empty()) {
        report.add(place, path + ".file is missing; it names the table");
        return table;
    }
    const auto found = files.find(row.file);
    if (found == files.end()) return table;  // said where files are read
    const std::string name = row.file.substr(row.file.find('/') + 1);
    CsvReader reader(found->second);
    while (!reader.done()) {
        const Place here{name, reader.line(), 1};
        const std::vector<std::string> cells = reader.next();
        if (cells.size() == 1 && cells[0].empty()) continue;
        Literals values;
        for (const std::string& cell : cells) {
            Node node = make_node(Kind::text, here);
            node.text = cell;
            values.push_back({table.columns.empty() || node.text.empty() ? node : parse_value(node.text, here)});
        }
        if (table.columns.empty()) {
            table.columns = std::move(values);
        } else if (values.size() != table.columns.size()) {
            report.add(here, fmt::format("{} values under {} columns; they are separated by commas", values.size(), table.columns.size()));
        } else {
            table.rows.push_back(std::move(values));
        }
    }
    if (table.rows.empty() && report.empty()) report.add(place, path + ": " + row.file + " holds no points");
    return table;
}

}  // namespace enclosure
