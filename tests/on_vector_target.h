// Tests on every set of vector instructions that this build contains and this processor can run:
//   class MyTestOn : public OnVectorTarget {};
//   INSTANTIATE_TEST_SUITE_P(Targets, MyTestOn, each_vector_target(), vector_target_name);
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "sim/base/vector_target.h"

namespace enclosure::test {

class OnVectorTarget : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override { force_vector_target(GetParam()); }
    void TearDown() override { force_vector_target(""); }
};

inline auto each_vector_target() {
    return testing::ValuesIn(vector_targets());
}

inline std::string vector_target_name(const testing::TestParamInfo<std::string>& info) {
    return info.param;
}

}  // namespace enclosure::test
