// The vector form of developers' choices takes what the statement takes, to the bit, on every set of vector instructions.
#include "sim/phases/project_choice.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "tests/made_up_number.h"
#include "tests/on_vector_target.h"

namespace enclosure::test {
namespace {

ProjectColumns made_up_projects(std::uint64_t n, std::size_t count) {
    ProjectColumns projects;
    for (std::size_t k = 0; k < count; ++k) {
        const bool orphan = k % 7 == 6;
        projects.add(static_cast<std::uint32_t>(mix(n * 31 + k)), static_cast<std::int32_t>(3 * k),
                     orphan ? no_row : static_cast<std::int32_t>(k / 2), orphan ? no_row : static_cast<std::int32_t>(k % 4),
                     made_up_number(n, k, 0, 2), made_up_number(n, k + 300, 0, 1), made_up_number(n, k + 600, -1, 2));
    }
    projects.finish(3, [&](std::size_t d, std::size_t k) { return made_up_number(n, 1000 * d + k, 0, 1); });
    return projects;
}

Seeker made_up_seeker(std::uint64_t i, std::size_t count) {
    Seeker seeker;
    seeker.serial = mix(i + 99);
    seeker.domain = i % 3;
    seeker.region = static_cast<std::int32_t>(i % 4);
    if (i % 3 == 0 && count > 0) seeker.employer = static_cast<std::int32_t>(i % count / 2);
    if (i % 2 == 0 && count > 0) seeker.slot = static_cast<std::int32_t>(3 * (i % count));
    seeker.use = made_up_number(i, 1, 0, 2);
    seeker.reputation = made_up_number(i, 2, 0, 1);
    seeker.altruism = made_up_number(i, 3, 0, 1);
    seeker.pay = made_up_number(i, 4, 0, 2);
    return seeker;
}

class ProjectChoiceOn : public OnVectorTarget {};
INSTANTIATE_TEST_SUITE_P(Targets, ProjectChoiceOn, each_vector_target(), vector_target_name);

TEST_P(ProjectChoiceOn, TakesWhatTheStatementTakes) {
    std::size_t none = 0;
    std::size_t stayed = 0;
    std::size_t moved = 0;
    for (const std::size_t count : {0u, 1u, 15u, 16u, 17u, 64u, 101u}) {
        const ProjectColumns projects = made_up_projects(count + 1, count);
        const float collaboration = count % 2 == 0 ? 0.7F : 0.0F;
        const ProjectSetting setting{
            .seed = 5, .step = 9, .noise = 0.6F, .friction = 1.5F, .collaboration = collaboration, .switching = 0.4F};
        std::vector<Seeker> seekers;
        for (std::uint64_t i = 0; i < 200; ++i) seekers.push_back(made_up_seeker(i, count));
        std::vector<std::int32_t> chosen(seekers.size());
        choose_projects_of(seekers, projects, setting, chosen);
        for (std::size_t i = 0; i < seekers.size(); ++i) {
            const Seeker& seeker = seekers[i];
            const std::int32_t stated = choose_project_as_stated(seeker, projects, setting);
            ASSERT_EQ(chosen[i], stated) << count << " projects, developer " << i;
            none += stated == no_row ? 1 : 0;
            if (stated != no_row) (projects.slot[static_cast<std::size_t>(stated)] == seeker.slot ? stayed : moved) += 1;
        }
    }
    EXPECT_GT(none, 50u);
    EXPECT_GT(stayed, 20u);
    EXPECT_GT(moved, 200u);
}

}  // namespace
}  // namespace enclosure::test
