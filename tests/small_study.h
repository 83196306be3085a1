// A study file of a few runs of a few steps, to which a test adds what it is about.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "sim/study/study.h"
#include "tests/temporary_folder.h"

namespace enclosure::test {

inline const std::string small_world = R"(schema_version = 1
id = "small"
extends = ["lib:baseline"]
[time]
end = 2024-01-01
step = "2 month"
[population]
users = 1000
developers = 100
)";

inline const std::string hhi_metric = "[[metric]]\nid = \"hhi\"\n";

/// Two factors on a grid of 3 × 2, two arms, two worlds: 24 runs.
inline const std::string small_grid = small_world + R"([[arm]]
id = "baseline"
[[arm]]
id = "compute"
policies = ["compute.toml"]
[[factor]]
id = "adjustment"
path = "prices.adjustment"
min = 0.5
max = 4
[[factor]]
id = "degree"
path = "network.degree"
levels = [4, 10]
[design]
levels = [3]
[replicates]
number = 2
[[metric]]
id = "hhi"
[records]
series = ["hhi", "segment.consumer.adoption"]
)";

inline std::filesystem::path write_text_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
    return file;
}

/// Two policies beside a study, compute.toml and liability.toml.
inline void write_policies(const std::filesystem::path& folder) {
    const auto write = [&](const std::string& id, const std::string& lever, const std::string& date) {
        write_text_file(folder / (id + ".toml"),
                        "schema_version = 1\nid = \"" + id + "\"\n[[event]]\nlever = \"" + lever + "\"\nfrom = " + date + "\n");
    };
    write("compute", "compute_subsidy", "2023-02-01");
    write("liability", "deployer_liability", "2023-03-01");
}

/// The study that the text makes, as a file of its own.
inline Study study_from(const std::string& text) {
    const TemporaryFolder folder;
    write_policies(folder.path);
    return load_study(write_text_file(folder.path / "study.toml", text));
}

/// All that is wrong with the text, a line each; empty if nothing.
inline std::string mistakes_in(const std::string& text) {
    try {
        study_from(text);
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "";
}

}  // namespace enclosure::test
