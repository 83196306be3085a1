// Files inside a page: a link that saves its own content, so that a page without a network or a folder beside it still hands out data.
// Invariant: the address is a data: URI (RFC 2397) of unreserved characters, escapes and what the RFC allows besides; nothing of the
// content can end the attribute or the element.
#pragma once

#include <string>
#include <string_view>

namespace enclosure {

/// "data:text/csv;charset=utf-8,…" for a content in UTF-8.
std::string data_uri(std::string_view media_type, std::string_view content);

/// A file name of letters, digits, dots, hyphens and underscores; everything else becomes a hyphen. "file" if nothing is left.
std::string file_name(std::string_view wanted);

/// `<a>` that saves `content` as a file; `text` is what the reader sees.
std::string download_link(std::string_view name, std::string_view media_type, std::string_view content, std::string_view text);

/// The link under a figure that saves its data: a table as CSV. The name is made from the chart's id.
std::string data_link(std::string_view id, std::string_view csv);

/// The link that saves a picture, which should be a standalone one, as an SVG file.
std::string picture_link(std::string_view id, std::string_view svg);

}  // namespace enclosure
