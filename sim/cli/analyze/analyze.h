// `enclosure analyze`: questions to a study that was run, or to a table in its place. The questions themselves are in analysis/questions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/data/csv_data.h"
#include "analysis/questions/discovery_questions.h"
#include "analysis/questions/emulator_question.h"
#include "analysis/questions/regional_question.h"
#include "analysis/questions/replicates_question.h"
#include "analysis/questions/robust_question.h"
#include "analysis/questions/score_question.h"
#include "analysis/questions/sensitivity_questions.h"
#include "analysis/questions/tipping_question.h"

namespace CLI {
class App;
}

namespace enclosure::cli {

/// A table in place of a study: what its columns are, as the command line says it.
struct TableOptions {
    std::vector<std::string> outcomes = {};     ///< names
    std::vector<std::string> inputs = {};       ///< names
    std::vector<std::string> categories = {};   ///< names
    std::vector<std::string> ranges = {};       ///< "x1=0:1"
    std::vector<std::string> groups = {};       ///< "x1=g"
    std::vector<std::string> levers = {};       ///< names
    std::vector<std::string> better = {};       ///< "y=lower"
    std::vector<std::string> satisficing = {};  ///< "y=0.3"
    std::string design = {};
    bool second_order = false;
};

struct AnalyzeCommand {
    std::string question = {};  ///< "sobol"
    std::string what = {};      ///< folder, merged file or CSV
    TableOptions table = {};
    ScopeNames scope = {};
    std::optional<std::string> output = {};
    bool force = false;
    bool partial = false;  ///< also where runs are missing
    bool json = false;
    int threads = 0;

    ReplicatesQuestion replicates = {};
    MorrisQuestion morris = {};
    SobolQuestion sobol = {};
    CaseRule cases = {};
    RegionalQuestion regional = {};
    ScoreQuestion score = {};
    PrimQuestion prim = {};
    CartQuestion cart = {};
    RobustQuestion robust = {};
    ParetoQuestion pareto = {};
    TippingQuestion tipping = {};
    EmulatorQuestion emulator = {};
    std::optional<double> lock_in_above = {}, lock_in_below = {};
};

/// Adds the command with all its questions and their options.
void add_analyze(CLI::App& app, AnalyzeCommand& command, std::vector<std::string>& mistakes);

/// Answers the question. Throws UsageError, FileError, AnalysisError, OutputError.
int analyze(const AnalyzeCommand& command);

/// The study that a folder, a merged file or a table holds; a folder without a merged file is merged first. Throws as analyze() does; with
/// runs missing, unless `partial`, IncompleteStudy.
StudyData study_to_analyze(const std::string& what, const TableOptions& table, bool partial);

}  // namespace enclosure::cli
