#include "sim/scenario/read_leaf.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/base/units.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

std::string number_text(double x) {
    if (std::isnan(x)) return "nan";
    if (std::isinf(x)) return x > 0 ? "inf" : "-inf";
    return toml_text(x);
}

bool wrong_type(const Node& node, const std::string& path, const std::string& wanted, Report& report) {
    report.add(node.place, path + " must be " + wanted + ", not " + std::string(name_of(node.kind)));
    return false;
}

bool is_single(const Node& node) {
    return node.kind != Kind::array && node.kind != Kind::table && node.kind != Kind::time;
}

std::string in_unit(std::string_view kind, const Facts& facts) {
    return std::string(kind) + (facts.unit == "1" ? "" : " in " + std::string(facts.unit));
}

// The number that the node holds, in the unit of the parameter, however it is written.
bool read_number(const Node& node, double& value, const Facts& facts, const std::string& path, std::string_view kind, Report& report) {
    std::string written;
    double x = 0;
    if (node.kind == Kind::integer) {
        x = static_cast<double>(node.integer);
        written = toml_text(node.integer);
    } else if (node.kind == Kind::real) {
        x = node.real;
        written = number_text(x);
    } else if (node.kind == Kind::text && begins_with_number(node.text)) {
        try {
            x = convert(node.text, facts.unit);
        } catch (const UnitError& error) {
            report.add(node.place, path + " = " + toml_text(node.text) + ": " + error.what());
            return false;
        }
        written = toml_text(node.text);
        if (number_text(x) != node.text) written += " (" + number_text(x) + ")";
    } else {
        return wrong_type(node, path, in_unit(kind, facts), report);
    }
    if (!std::isfinite(x)) {
        report.add(node.place, path + " = " + written + " is not a finite number. " + std::string(facts.doc));
        return false;
    }
    if (!facts.legal.holds(x)) {
        report.add(node.place, path + " = " + written + " is outside [" + number_text(facts.legal.lo) + ", " + number_text(facts.legal.hi) +
                                   "] " + std::string(facts.unit) + ". " + std::string(facts.doc));
        return false;
    }
    value = x;
    return true;
}

}  // namespace

bool read_leaf(const Node& node, double& value, const Facts& facts, const std::string& path, Report& report) {
    return read_number(node, value, facts, path, "a number", report);
}

bool read_leaf(const Node& node, std::int64_t& value, const Facts& facts, const std::string& path, Report& report) {
    constexpr double exact = 9007199254740992;  // 2^53: beyond, a double skips integers
    double x = 0;
    if (!read_number(node, x, facts, path, "a whole number", report)) return false;
    if (node.kind == Kind::integer) {
        value = node.integer;
        return true;
    }
    if (x != std::floor(x) || std::abs(x) > exact) {
        report.add(node.place, path + " = " + number_text(x) + " is not a whole number. " + std::string(facts.doc));
        return false;
    }
    value = static_cast<std::int64_t>(x);
    return true;
}

bool read_leaf(const Node& node, bool& value, const Facts&, const std::string& path, Report& report) {
    if (node.kind != Kind::boolean) return wrong_type(node, path, "true or false", report);
    value = node.boolean;
    return true;
}

bool read_leaf(const Node& node, std::string& value, const Facts&, const std::string& path, Report& report) {
    if (node.kind != Kind::text) return wrong_type(node, path, "a string", report);
    value = node.text;
    return true;
}

bool read_leaf(const Node& node, Date& value, const Facts&, const std::string& path, Report& report) {
    if (node.kind == Kind::date) {
        value = node.date;
        return true;
    }
    if (node.kind == Kind::text) {
        if (const auto date = parse_date(node.text)) {
            value = *date;
            return true;
        }
        report.add(node.place, path + " = " + toml_text(node.text) + " is no date; write it as 2024-01-31");
        return false;
    }
    return wrong_type(node, path, "a date such as 2024-01-31", report);
}

bool read_leaf(const Node& node, std::optional<Date>& value, const Facts& facts, const std::string& path, Report& report) {
    Date date{};
    if (!read_leaf(node, date, facts, path, report)) return false;
    value = date;
    return true;
}

bool read_leaf(const Node& node, std::vector<std::string>& value, const Facts&, const std::string& path, Report& report) {
    if (node.kind != Kind::array) return wrong_type(node, path, "an array of strings", report);
    std::vector<std::string> texts;
    for (const Node& item : node.items) {
        if (item.kind != Kind::text) return wrong_type(item, path, "an array of strings", report);
        texts.push_back(item.text);
    }
    value = std::move(texts);
    return true;
}

bool read_leaf(const Node& node, PerId& value, const Facts& facts, const std::string& path, Report& report) {
    if (node.kind != Kind::table) {
        PerId number;
        const std::string wanted = "a number" + (facts.unit == "1" ? "" : " in " + std::string(facts.unit)) +
                                   ", or a table of a number for each " + std::string(facts.refers);
        if (!node.is_number() && node.kind != Kind::text) return wrong_type(node, path, wanted, report);
        if (!read_leaf(node, number.fallback, facts, path, report)) return false;
        value = std::move(number);
        return true;
    }
    PerId numbers;
    bool good = true;
    for (const Member& member : node.members) {
        double x = 0;
        if (!read_leaf(member.node, x, facts, join_path(path, member.key), report)) {
            good = false;
        } else if (member.key == others_key) {
            numbers.fallback = x;
        } else {
            numbers.values.emplace_back(member.key, x);
        }
    }
    if (good) value = std::move(numbers);
    return good;
}

bool read_leaf(const Node& node, std::vector<double>& value, const Facts& facts, const std::string& path, Report& report) {
    if (node.kind != Kind::array) return wrong_type(node, path, "an array of numbers", report);
    std::vector<double> numbers;
    bool good = true;
    for (const Node& item : node.items) {
        double x = 0;
        good = read_number(item, x, facts, path, "an array of numbers", report) && good;
        numbers.push_back(x);
    }
    if (good) value = std::move(numbers);
    return good;
}

bool read_leaf(const Node& node, std::optional<Literal>& value, const Facts&, const std::string& path, Report& report) {
    if (!is_single(node)) return wrong_type(node, path, "a number, string, date, or true or false", report);
    value = Literal{node};
    return true;
}

bool read_leaf(const Node& node, Literals& value, const Facts& facts, const std::string& path, Report& report) {
    if (node.kind != Kind::array) return wrong_type(node, path, "an array of values", report);
    Literals literals;
    for (const Node& item : node.items) {
        std::optional<Literal> one;
        if (!read_leaf(item, one, facts, path, report)) return false;
        literals.push_back(std::move(*one));
    }
    value = std::move(literals);
    return true;
}

bool read_leaf(const Node& node, LiteralRows& value, const Facts& facts, const std::string& path, Report& report) {
    if (node.kind != Kind::array) return wrong_type(node, path, "an array of rows, each an array of values", report);
    LiteralRows rows;
    for (const Node& item : node.items) {
        Literals row;
        if (!read_leaf(item, row, facts, path, report)) return false;
        rows.push_back(std::move(row));
    }
    value = std::move(rows);
    return true;
}

std::optional<std::size_t> read_choice(const Node& node, const std::vector<std::string>& names, const std::string& path, Report& report) {
    std::string wanted = "one of";
    for (const std::string& name : names) wanted += (&name == &names.front() ? " " : ", ") + name;
    if (node.kind != Kind::text) return wrong_type(node, path, wanted, report), std::nullopt;
    const auto found = std::find(names.begin(), names.end(), node.text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    report.add(node.place, path + " = " + toml_text(node.text) + " must be " + wanted + did_you_mean(node.text, names));
    return std::nullopt;
}

}  // namespace enclosure
