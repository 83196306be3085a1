#include "sim/scenario/merge.h"

#include <gtest/gtest.h>

#include "sim/scenario/parse.h"

namespace enclosure {
namespace {

Node tree(const std::string& text, const std::string& name, Report& report) {
    Node node = parse_toml(text, name, report).value();
    check_rows(node, "", report);
    return node;
}

std::string ids(const Node& array) {
    std::string text;
    for (const Node& item : array.items) text += std::string(id_of(item)) + ' ';
    return text;
}

std::string message(const Report& report) {
    try {
        report.throw_if_any();
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return {};
}

struct Merged {
    Node root;
    Report report;
};

Merged merged(const std::string& base, const std::string& over) {
    Merged result{Node{}, Report{}};
    merge(result.root, tree(base, "base", result.report), "", result.report);
    merge(result.root, tree(over, "over", result.report), "", result.report);
    return result;
}

TEST(Merge, tables_merge_and_later_wins) {
    const Merged m = merged("a = 1\n[t]\nx = 1\ny = 2", "[t]\ny = 3\nz = 4");
    EXPECT_EQ(m.root.find("a")->integer, 1);
    EXPECT_EQ(m.root.find("t")->find("x")->integer, 1);
    EXPECT_EQ(m.root.find("t")->find("y")->integer, 3);
    EXPECT_EQ(to_string(m.root.find("t")->find("y")->place), "over:2:5");
    EXPECT_EQ(to_string(m.root.find("t")->find("x")->place), "base:3:5");
    EXPECT_EQ(m.root.find("t")->find("z")->integer, 4);
}

TEST(Merge, rows_merge_by_id_in_order_of_first_appearance) {
    const Merged m = merged("[[f]]\nid='a'\nx=1\n[[f]]\nid='b'\nx=2", "[[f]]\nid='c'\n[[f]]\nid='a'\ny=9");
    const Node& rows = *m.root.find("f");
    EXPECT_EQ(ids(rows), "a b c ");
    EXPECT_EQ(rows.items[0].find("x")->integer, 1);
    EXPECT_EQ(rows.items[0].find("y")->integer, 9);
}

TEST(Merge, rows_are_removed_and_can_come_anew) {
    EXPECT_EQ(ids(*merged("[[f]]\nid='a'\n[[f]]\nid='b'", "[[f]]\nremove=['a']").root.find("f")), "b ");
    const Merged m = merged("[[f]]\nid='a'\nx=1\n[[f]]\nid='b'", "[[f]]\nremove=['a']\n[[f]]\nid='a'\ny=2");
    EXPECT_EQ(ids(*m.root.find("f")), "b a ");
    EXPECT_EQ(m.root.find("f")->items[1].find("x"), nullptr);
    EXPECT_EQ(message(m.report), "");
}

TEST(Merge, removing_a_row_that_is_not_there_is_a_mistake) {
    EXPECT_EQ(message(merged("[[f]]\nid='hub'", "[[f]]\nremove=['hbu']").report),
              "over:2:9: f.remove names hbu, which is not there; did you mean hub?");
    EXPECT_EQ(message(merged("", "[[f]]\nremove=['hub']").report), "over:2:9: f.remove names hub, which is not there");
    EXPECT_EQ(message(merged("", "[[f]]\nremove='hub'").report), "over:2:8: f.remove must be an array of ids, such as [\"hub\"]");
    EXPECT_EQ(message(merged("[[f]]\nid='a'", "[[f]]\nremove=['a']\nx=1").report),
              "over:2:8: f: a row with remove and without id can hold nothing else");
}

TEST(Merge, one_id_twice_in_a_file_is_a_mistake) {
    EXPECT_EQ(message(merged("[[f]]\nid='a'\n[[f]]\nid='a'", "").report), "base:4:4: f has two rows with the id a");
}

TEST(Merge, rows_without_id_are_replaced) {
    const Merged m = merged("[[p]]\nid='q'\n[[p.event]]\nvalue=1\n[[p.event]]\nvalue=2", "[[p]]\nid='q'\n[[p.event]]\nvalue=3");
    const Node& events = *m.root.find("p")->items[0].find("event");
    ASSERT_EQ(events.items.size(), 1u);
    EXPECT_EQ(events.items[0].find("value")->integer, 3);
}

TEST(Merge, a_table_over_a_number_keeps_it_for_the_others) {
    const Node use = *merged("use = 0.5", "use = { a = 0.1 }").root.find("use");
    EXPECT_EQ(use.find("others")->real, 0.5);
    EXPECT_EQ(use.find("a")->real, 0.1);
    EXPECT_EQ(merged("use = { a = 0.1 }", "use = 0.5").root.find("use")->real, 0.5);
}

TEST(Merge, a_list_of_values_is_replaced) {
    EXPECT_EQ(merged("s = ['a', 'b']", "s = ['c']").root.find("s")->items.size(), 1u);
    EXPECT_EQ(merged("s = ['a', 'b']", "s = []").root.find("s")->items.size(), 0u);
}

}  // namespace
}  // namespace enclosure
