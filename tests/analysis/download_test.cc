#include "analysis/chart/download.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace enclosure {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The content of a data: URI without base64, by RFC 2397 and RFC 3986.
std::string content_of(const std::string& uri) {
    std::string out;
    for (std::size_t i = uri.find(',') + 1; i < uri.size(); ++i) {
        if (uri[i] != '%') {
            out += uri[i];
            continue;
        }
        out += static_cast<char>(std::stoi(uri.substr(i + 1, 2), nullptr, 16));
        i += 2;
    }
    return out;
}

TEST(Download, EscapesAllThatIsNotAllowedInAnAddress) {
    EXPECT_EQ(data_uri("text/csv", "a,b\n1,2"), "data:text/csv;charset=utf-8,a,b%0A1,2");
    EXPECT_EQ(data_uri("text/csv", "50% \"x\" <y> & #z 'q'"),
              "data:text/csv;charset=utf-8,50%25%20%22x%22%20%3Cy%3E%20%26%20%23z%20%27q%27");
    EXPECT_EQ(data_uri("text/csv", "\u00b5"), "data:text/csv;charset=utf-8,%C2%B5");
}

TEST(Download, AnyContentComesBackWhole) {
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    EXPECT_EQ(content_of(data_uri("application/octet-stream", all)), all);
}

TEST(Download, NoContentEndsTheAttributeOrTheElement) {
    const std::string link = download_link("x\"><script>.csv", "text/csv", "\"></a><script>alert(1)</script>", "Data <all>");
    EXPECT_THAT(link, Not(HasSubstr("<script")));
    EXPECT_EQ(link.find("download=\"x-script-.csv\""), link.find("download="));
    EXPECT_THAT(link, HasSubstr(">Data &lt;all&gt;</a>"));
    EXPECT_THAT(link, HasSubstr("href=\"data:text/csv;charset=utf-8,%22%3E%3C/a%3E%3Cscript%3Ealert(1)%3C/script%3E\""));
}

TEST(Download, FileNamesAreHarmless) {
    EXPECT_EQ(file_name("open-share_2.csv"), "open-share_2.csv");
    EXPECT_EQ(file_name("../../etc/passwd"), "etc-passwd");
    EXPECT_EQ(file_name("--option"), "option");
    EXPECT_EQ(file_name(".hidden"), "hidden");
    EXPECT_EQ(file_name("\u00e9\u00e8"), "file");
    EXPECT_EQ(file_name(""), "file");
}

TEST(Download, LinksAreNamedByTheChart) {
    EXPECT_THAT(data_link("tornado-1", "a\n"), HasSubstr("download=\"tornado-1.csv\" href=\"data:text/csv"));
    EXPECT_THAT(picture_link("tornado-1", "<svg/>"),
                HasSubstr("download=\"tornado-1.svg\" href=\"data:image/svg+xml;charset=utf-8,%3Csvg/%3E\""));
}

}  // namespace
}  // namespace enclosure
