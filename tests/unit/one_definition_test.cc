// No two headers define a type of one name in one namespace: the program would hold two definitions of it, and the linker, which keeps one
// of each inline function, would give one type's copies to the other without a word.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace enclosure::test {
namespace {

namespace fs = std::filesystem;

// Qualified names of the types that a header defines at the scope of a namespace, by the house style: both begin a line.
std::vector<std::string> types_of(const std::string& text) {
    static const std::regex line(R"((?:^|\n)(?:namespace ([\w:]+) \{|(?:struct|class|enum class|enum) (\w+)(?![<\w])[^;{\n]*\{))");
    std::vector<std::string> names;
    std::string space;
    for (std::sregex_iterator i(text.begin(), text.end(), line), end; i != end; ++i) {
        if ((*i)[1].matched) {
            space = (*i)[1];
        } else {
            names.push_back(space + "::" + (*i)[2].str());
        }
    }
    return names;
}

std::map<std::string, std::vector<std::string>> headers_by_type() {
    std::map<std::string, std::vector<std::string>> found;
    for (const char* part : {"sim", "analysis"}) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(ENCLOSURE_SOURCE_DIR) / part)) {
            if (entry.path().extension() != ".h") continue;
            std::ifstream in(entry.path());
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            for (const std::string& name : types_of(text)) found[name].push_back(entry.path().string());
        }
    }
    return found;
}

TEST(OneDefinition, OfATypeIsInOneHeader) {
    const auto found = headers_by_type();
    EXPECT_EQ(found.count("enclosure::Scenario"), 1U) << "the search finds types at all";
    EXPECT_EQ(found.count("enclosure::cli::RunCommand"), 1U);
    for (const auto& [name, headers] : found) {
        std::string where;
        for (const std::string& header : headers) where += "\n" + header;
        EXPECT_EQ(headers.size(), 1U) << name << where;
    }
}

TEST(OneDefinition, SeesTwo) {
    EXPECT_EQ(types_of("namespace enclosure {\n\nstruct A {\n};\n\nstruct Later;\nenum class B : std::uint8_t { x };\n}\n"),
              (std::vector<std::string>{"enclosure::A", "enclosure::B"}));
}

}  // namespace
}  // namespace enclosure::test
