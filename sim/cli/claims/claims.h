// `enclosure claims`: the debate as experiments. What a claim is, and how it is judged, is in analysis/claims.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace enclosure::cli {

struct ClaimsCommand {
    std::vector<std::string> claims = {};  ///< ids or files; none: all shipped ones
    bool list = false;
    bool schema = false;
    bool check = false;
    bool plan = false;
    std::optional<std::int64_t> replicates = {};
    std::optional<std::string> under = {};  ///< study of worlds
    std::vector<std::string> settings = {};
    std::optional<std::string> folder = {};
    std::optional<std::string> budget = {};
    int jobs = 0;     ///< runs at a time; 0: one per processor
    int threads = 1;  ///< of each run
    std::optional<std::string> read = {};
    std::optional<std::string> ledger = {}, markdown = {}, summary = {}, html = {}, output = {};
    bool force = false;
    bool json = false;
    bool quiet = false;
};

/// Runs what has no record yet and says what the runs say. Throws UsageError, ScenarioError, FileError, OutputError.
int claims(const ClaimsCommand& command);

}  // namespace enclosure::cli
