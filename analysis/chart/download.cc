#include "analysis/chart/download.h"

#include <fmt/format.h>

#include "analysis/chart/svg.h"

namespace enclosure {
namespace {

/// Characters that stand for themselves in the data: unreserved ones, and reserved ones that mean nothing there. An apostrophe would be
/// allowed, but an attribute may stand between apostrophes.
bool stands_for_itself(char c) {
    constexpr std::string_view others = "-_.~!*(),;:@$=/+";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
}

}  // namespace

std::string data_uri(std::string_view media_type, std::string_view content) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = fmt::format("data:{};charset=utf-8,", media_type);
    out.reserve(out.size() + content.size() + content.size() / 4);
    for (const char c : content) {
        if (stands_for_itself(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::string file_name(std::string_view wanted) {
    std::string out;
    for (const char c : wanted) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        if (plain)
            out += c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    const std::size_t first = out.find_first_not_of(".-");  // no hidden file, and no option of a command
    const std::size_t last = out.find_last_not_of('-');
    return first == std::string::npos ? "file" : out.substr(first, last - first + 1);
}

std::string download_link(std::string_view name, std::string_view media_type, std::string_view content, std::string_view text) {
    return fmt::format("<a class=\"download\" download=\"{}\" href=\"{}\">{}</a>\n", escape(file_name(name)),
                       escape(data_uri(media_type, content)), escape(text));
}

std::string data_link(std::string_view id, std::string_view csv) {
    return download_link(std::string(id) + ".csv", "text/csv", csv, "Data (CSV)");
}

std::string picture_link(std::string_view id, std::string_view svg) {
    return download_link(std::string(id) + ".svg", "image/svg+xml", svg, "Picture (SVG)");
}

}  // namespace enclosure
