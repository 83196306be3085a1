// Reading charts back in tests: whether they are well-formed, what their elements say, where their texts stand.
#pragma once

#include <algorithm>
#include <cstddef>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/chart/labels.h"

namespace enclosure::test {

inline std::size_t times(std::string_view text, std::string_view part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++n;
    return n;
}

/// What is wrong with a text as XML; empty if it is well-formed. Knows what charts are made of: elements, attributes in double quotes,
/// text.
inline std::string xml_fault(const std::string& svg) {
    std::vector<std::string> open;
    std::size_t i = 0;
    const auto entities_fault = [](std::string_view text) {
        for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
            bool known = false;
            for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
                known = known || text.substr(at).substr(0, entity.size()) == entity;
            if (!known) return true;
        }
        return false;
    };
    while (i < svg.size()) {
        if (svg[i] != '<') {
            const std::size_t end = std::min(svg.find('<', i), svg.size());
            const std::string_view text = std::string_view(svg).substr(i, end - i);
            if (entities_fault(text)) return "a bare & in: " + std::string(text);
            if (open.empty() && text.find_first_not_of(" \n") != std::string_view::npos) return "text outside elements";
            i = end;
            continue;
        }
        if (svg.compare(i, 2, "</") == 0) {
            const std::size_t end = svg.find('>', i);
            const std::string name = svg.substr(i + 2, end - i - 2);
            if (open.empty() || open.back() != name) return "unexpected </" + name + ">";
            open.pop_back();
            i = end + 1;
            continue;
        }
        std::size_t k = i + 1;
        while (k < svg.size() && std::isalnum(static_cast<unsigned char>(svg[k])) != 0) ++k;
        const std::string name = svg.substr(i + 1, k - i - 1);
        if (name.empty()) return "a bare < at " + svg.substr(i, 20);
        std::vector<std::string> attributes;
        bool closed = false;
        while (k < svg.size() && svg[k] != '>') {
            if (svg[k] == ' ' || svg[k] == '\n') {
                ++k;
            } else if (svg[k] == '/' && svg[k + 1] == '>') {
                closed = true;
                ++k;
            } else {
                const std::size_t equals = svg.find("=\"", k);
                if (equals == std::string::npos) return "an attribute without a value in <" + name;
                const std::string attribute = svg.substr(k, equals - k);
                if (attribute.find_first_of(" <>\"") != std::string::npos) return "not an attribute: " + attribute;
                if (std::find(attributes.begin(), attributes.end(), attribute) != attributes.end()) return "twice: " + attribute;
                attributes.push_back(attribute);
                const std::size_t end = svg.find('"', equals + 2);
                if (end == std::string::npos) return "an open quote";
                const std::string value = svg.substr(equals + 2, end - equals - 2);
                if (value.find('<') != std::string::npos || entities_fault(value)) return "not a value: " + value;
                k = end + 1;
            }
        }
        if (!closed) open.push_back(name);
        i = k + 1;
    }
    return open.empty() ? "" : "open: " + open.back();
}

/// All captures of the first group.
inline std::vector<std::string> found(const std::string& text, const std::string& pattern) {
    std::vector<std::string> out;
    const std::regex expression(pattern);
    for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) out.push_back((*it)[1]);
    return out;
}

inline std::vector<double> numbers_found(const std::string& text, const std::string& pattern) {
    std::vector<double> out;
    for (const std::string& number : found(text, pattern)) out.push_back(std::stod(number));
    return out;
}

/// The description that a reader hears.
inline std::string described(const std::string& svg) {
    const std::size_t start = svg.find('>', svg.find("<desc")) + 1;
    return svg.substr(start, svg.find("</desc>") - start);
}

/// The texts in the class of captions, put together.
inline std::string caption(const std::string& svg) {
    std::string out;
    for (const std::string& line : found(svg, "class=\"small\">([^<]*)</text>")) out += (out.empty() ? "" : " ") + line;
    return out;
}

/// A text as it stands: level ones only, its width by the estimate that charts are laid out with.
struct StandingText {
    std::string content = {};
    double left = 0, right = 0, top = 0, bottom = 0;
};

inline std::vector<StandingText> standing_texts(const std::string& svg) {
    std::vector<StandingText> out;
    const std::regex pattern("<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\" class=\"([^\"]*)\"(?: text-anchor=\"([a-z]+)\")?>([^<]*)</text>");
    for (std::sregex_iterator it(svg.begin(), svg.end(), pattern), end; it != end; ++it) {
        const std::string classes = (*it)[3], anchor = (*it)[4];
        const auto has = [&](const char* name) { return classes.find(name) != std::string::npos; };
        const double size = has("title")                                                      ? 16
                            : has("tick")                                                     ? 12
                            : has("small") || has("beside") || has("oncell") || has("ontint") ? 11.5
                                                                                              : 13;
        std::string content = (*it)[5];
        for (const auto& [entity, sign] :
             {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"}, std::pair{"&quot;", "\""}, std::pair{"&#39;", "'"}, std::pair{"&amp;", "&"}})
            content = std::regex_replace(content, std::regex(entity), sign);
        const double wide = text_width(content, size), x = std::stod((*it)[1]), y = std::stod((*it)[2]);
        const double left = anchor == "end" ? x - wide : anchor == "middle" ? x - wide / 2 : x;
        out.push_back({content, left, left + wide, y - size * 0.75, y + size * 0.1});
    }
    return out;
}

/// Pairs of texts that lie on one another, and texts that leave the drawing.
inline std::vector<std::string> misplaced_texts(const std::string& svg) {
    std::vector<std::string> out;
    const std::vector<double> box = numbers_found(svg, "viewBox=\"0 0 ([0-9.]+) [0-9.]+\""),
                              height = numbers_found(svg, "viewBox=\"0 0 [0-9.]+ ([0-9.]+)\"");
    const std::vector<StandingText> texts = standing_texts(svg);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const StandingText& a = texts[i];
        if (a.left < -1 || a.right > box.at(0) + 1 || a.top < -1 || a.bottom > height.at(0) + 1) out.push_back("outside: " + a.content);
        for (std::size_t k = i + 1; k < texts.size(); ++k) {
            const StandingText& b = texts[k];
            if (a.left + 0.5 < b.right && b.left + 0.5 < a.right && a.top + 0.5 < b.bottom && b.top + 0.5 < a.bottom)
                out.push_back("\"" + a.content + "\" on \"" + b.content + "\"");
        }
    }
    return out;
}

/// Rows and cells of a CSV text, unquoted.
inline std::vector<std::vector<std::string>> csv_cells(const std::string& text) {
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
            rows.back().back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            rows.back().emplace_back();
        } else if (c == '\n' && !quoted) {
            if (i + 1 < text.size()) rows.emplace_back(1);
        } else {
            rows.back().back() += c;
        }
    }
    return rows;
}

}  // namespace enclosure::test
