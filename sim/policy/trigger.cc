#include "sim/policy/trigger.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory_resource>
#include <optional>
#include <set>

#include "sim/base/diagnostics.h"
#include "sim/indicators/indicator.h"
#include "sim/policy/trigger_words.h"
#include "sim/scenario/paths.h"

namespace enclosure {

namespace {

using Code = Trigger::Code;
using WordKind = TriggerWord::Kind;

// Rows of `table` with the name before the dot, for the row of `rows` with the id after it.
template <class Row>
std::optional<Reading> find_member(std::span<const MemberIndicator> table, const std::vector<Row>& rows, std::string_view name) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto indicator = std::find_if(table.begin(), table.end(), [&](const auto& i) { return i.name == name.substr(0, dot); });
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.id == name.substr(dot + 1); });
    if (indicator == table.end() || row == rows.end()) return std::nullopt;
    Reading reading{.name = std::string(name), .unit = indicator->unit};
    reading.of_member = indicator->value;
    reading.member = static_cast<std::size_t>(row - rows.begin());
    return reading;
}

// Every name that a condition may use.
std::vector<std::string> all_names(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const Indicator& i : indicators()) names.emplace_back(i.name);
    const auto add = [&](std::span<const MemberIndicator> table, const auto& rows) {
        for (const MemberIndicator& i : table) {
            for (const auto& row : rows) names.push_back(std::string(i.name) + '.' + row.id);
        }
    };
    add(segment_indicators(), scenario.segment);
    add(region_indicators(), scenario.region);
    return names;
}

bool has(std::span<const MemberIndicator> table, std::string_view name) {
    return std::any_of(table.begin(), table.end(), [&](const MemberIndicator& i) { return i.name == name; });
}

std::string unknown(std::string_view name, const Scenario& scenario) {
    const std::string what = "unknown indicator " + std::string(name);
    if (find_facts(scenario, name)) return what + "; it is a parameter, and a condition reads indicators only";
    if (has(segment_indicators(), name)) return what + "; it is a segment's, as " + std::string(name) + ".ID";
    if (has(region_indicators(), name)) return what + "; it is a region's, as " + std::string(name) + ".ID";
    return what + did_you_mean(name, all_names(scenario));
}

// What other languages write for numbers that are none.
bool is_no_number(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower == "nan" || lower == "inf" || lower == "infinity";
}

Relation relation_of(std::string_view text, bool turned) {
    if (text == "==") return Relation::equal;
    if (text == "!=") return Relation::unequal;
    const bool less = (text[0] == '<') != turned;
    if (text.size() == 2) return less ? Relation::at_most : Relation::at_least;
    return less ? Relation::less : Relation::greater;
}

// One pass by recursive descent. The first mistake of grammar ends it.
class Parser {
  public:
    Parser(std::string_view text, const Scenario& scenario, std::vector<TriggerMistake>& mistakes)
        : words_(trigger_words(text)), scenario_(scenario), mistakes_(mistakes) {
        trigger_.text = text;
    }

    Trigger parse() {
        either();
        if (!failed_ && word().kind == WordKind::close) fail("this ) closes nothing");
        if (!failed_ && word().kind == WordKind::relation) fail("one comparison follows another; join them by and");
        if (!failed_ && word().kind != WordKind::end) fail("and, or, or the end is expected" + instead());
        return std::move(trigger_);
    }

  private:
    static constexpr int deepest = 100;      // a hostile file could overflow the stack
    static constexpr int most_unknown = 10;  // to look for a nearest name takes time

    const TriggerWord& word() const { return words_[at_]; }

    bool take(WordKind kind) {
        if (failed_ || word().kind != kind) return false;
        ++at_;
        return true;
    }

    void fail(const std::string& what) { fail(word(), what); }
    void fail(const TriggerWord& where, const std::string& what) {
        if (!failed_) mistakes_.push_back({where.column, what});
        failed_ = true;
    }

    std::string instead() const {
        const std::string_view text = word().text;
        if (word().kind == WordKind::end) return ", not the end";
        const std::string_view right = text == "=" ? "==" : text == "&&" ? "and" : text == "||" ? "or" : text == "!" ? "not" : "";
        return ", not " + std::string(text) + (right.empty() ? "" : "; write " + std::string(right));
    }

    void either() {
        both();
        while (take(WordKind::disjunction)) {
            both();
            trigger_.code.push_back(Code::either);
        }
    }

    void both() {
        single();
        while (take(WordKind::conjunction)) {
            single();
            trigger_.code.push_back(Code::both);
        }
    }

    void single() {
        if (failed_) return;
        if (++depth_ > deepest) return fail("conditions are nested more than 100 deep");
        if (take(WordKind::negation)) {
            single();
            trigger_.code.push_back(Code::negate);
        } else if (const TriggerWord& opening = word(); take(WordKind::open)) {
            either();
            if (!failed_ && word().kind != WordKind::end && word().kind != WordKind::close) fail("and, or, or a ) is expected" + instead());
            if (!take(WordKind::close)) fail(opening, "this ( is not closed");
        } else {
            compare();
        }
        --depth_;
    }

    void compare() {
        const TriggerWord left = operand();
        if (failed_) return;
        refuse_unit(left);
        if (failed_) return;
        if (word().kind != WordKind::relation) return fail("a comparison (<, <=, >, >=, ==, !=) is expected" + instead());
        const TriggerWord relation = word();
        ++at_;
        const TriggerWord right = operand();
        if (failed_) return;
        refuse_unit(right);
        if (failed_) return;
        for (const TriggerWord& word : {left, right}) {
            if (word.kind == WordKind::name && is_no_number(word.text)) {
                return fail(word, std::string(word.text) + " is no number that an indicator can be compared with" +
                                      "; an indicator that has no value makes its comparison false");
            }
        }
        if (left.kind == right.kind) {
            return fail(left, "compare an indicator with a number; " + std::string(left.text) + " and " + std::string(right.text) +
                                  " are both " + (left.kind == WordKind::name ? "indicators" : "numbers"));
        }
        const bool turned = left.kind == WordKind::number;
        IndicatorComparison comparison;
        comparison.reading = read(turned ? right : left);
        comparison.relation = relation_of(relation.text, turned);
        comparison.bound = turned ? left.number : right.number;
        trigger_.comparisons.push_back(std::move(comparison));
        trigger_.code.push_back(Code::next_comparison);
    }

    TriggerWord operand() {
        const TriggerWord& found = word();
        if (found.kind != WordKind::name && found.kind != WordKind::number) {
            const bool digits = found.kind == WordKind::wrong && found.text.find_first_of("0123456789") != std::string_view::npos;
            fail(digits ? std::string(found.text) + " is no number" : "an indicator or a number is expected" + instead());
            return found;
        }
        ++at_;
        return found;
    }

    // "30%", "2 USD": what follows a number and is no part of a condition is meant as its unit.
    void refuse_unit(const TriggerWord& number) {
        if (number.kind != WordKind::number) return;
        if (word().text == "%") {
            return fail(fmt::format("a number takes no unit, and no %; write {:g}", number.number / 100));
        }
        if (word().kind != WordKind::name || is_indicator(word().text)) return;
        if (words_[at_ + 1].kind == WordKind::relation) return;  // an and is missing; after a name there is at least the end
        fail(fmt::format("a number takes no unit such as {}; it is in the indicator's", word().text));
    }

    bool is_indicator(std::string_view name) const {
        return find_indicator(name) != nullptr || find_member(segment_indicators(), scenario_.segment, name) ||
               find_member(region_indicators(), scenario_.region, name);
    }

    Reading read(const TriggerWord& name) {
        const auto segment = find_member(segment_indicators(), scenario_.segment, name.text);
        const auto region = find_member(region_indicators(), scenario_.region, name.text);
        if (segment && region) {
            mistakes_.push_back(
                {name.column, std::string(name.text) + " is the name of two indicators: a segment and a region share the id"});
        }
        if (segment || region) return segment ? *segment : *region;
        Reading reading{.name = std::string(name.text)};
        if (const Indicator* indicator = find_indicator(name.text)) {
            reading.of_world = indicator->value;
            reading.unit = indicator->unit;
        } else if (unknown_++ < most_unknown) {
            mistakes_.push_back({name.column, unknown(name.text, scenario_)});
        } else if (unknown_ == most_unknown + 1) {
            mistakes_.push_back({name.column, "and more unknown indicators"});
        }
        return reading;
    }

    std::vector<TriggerWord> words_;
    const Scenario& scenario_;
    std::vector<TriggerMistake>& mistakes_;
    Trigger trigger_;
    std::size_t at_ = 0;
    int depth_ = 0;
    int unknown_ = 0;
    bool failed_ = false;
};

bool compares(double value, Relation relation, double bound) {
    if (std::isnan(value)) return false;
    switch (relation) {
        case Relation::less:
            return value < bound;
        case Relation::at_most:
            return value <= bound;
        case Relation::greater:
            return value > bound;
        case Relation::at_least:
            return value >= bound;
        case Relation::equal:
            return value == bound;
        case Relation::unequal:
            return value != bound;
    }
    return false;
}

}  // namespace

Trigger parse_trigger(std::string_view text, const Scenario& scenario, std::vector<TriggerMistake>& mistakes) {
    return Parser(text, scenario, mistakes).parse();
}

bool holds(const Trigger& trigger, const World& world) {
    return holds(trigger, [&](const Reading& reading) { return reading.value(world); });
}

bool holds(const Trigger& trigger, const std::function<double(const Reading&)>& value) {
    std::array<std::byte, 512> room;  // for conditions far deeper than anybody writes; a deeper one goes to the heap
    std::pmr::monotonic_buffer_resource memory(room.data(), room.size());
    std::pmr::vector<bool> stack(&memory);
    std::size_t next = 0;
    for (const Code code : trigger.code) {
        if (code == Code::next_comparison) {
            const IndicatorComparison& c = trigger.comparisons[next++];
            stack.push_back(compares(value(c.reading), c.relation, c.bound));
            continue;
        }
        const bool last = stack.back();
        if (code == Code::negate) {
            stack.back() = !last;
            continue;
        }
        stack.pop_back();
        stack.back() = code == Code::both ? stack.back() && last : stack.back() || last;
    }
    return !stack.empty() && stack.back();
}

std::string readings(const Trigger& trigger, const World& world) {
    std::set<std::string_view> said;
    std::string text;
    for (const IndicatorComparison& c : trigger.comparisons) {
        if (!said.insert(c.reading.name).second) continue;
        text += fmt::format("{}{} = {:.4g}", text.empty() ? "" : ", ", c.reading.name, c.reading.value(world));
    }
    return text;
}

}  // namespace enclosure
