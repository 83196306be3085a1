#include "sim/cli/analyze/analyze.h"
#include "sim/cli/options.h"

namespace enclosure::cli {

namespace {

using NumberMistakes = std::vector<std::string>;

void add_number(CLI::App& sub, const std::string& name, double& value, double lo, double hi, const std::string& what,
                NumberMistakes& mistakes) {
    sub.add_option(name, value, what)->type_name("NUMBER")->transform(number_between(name, lo, hi, mistakes));
}

void add_number(CLI::App& sub, const std::string& name, std::optional<double>& value, const std::string& what, NumberMistakes& mistakes) {
    sub.add_option(name, value, what)->type_name("NUMBER")->transform(number_between(name, -1e300, 1e300, mistakes));
}

void add_whole(CLI::App& sub, const std::string& name, std::size_t& value, std::int64_t lo, std::int64_t hi, const std::string& what,
               NumberMistakes& mistakes) {
    sub.add_option(name, value, what)->type_name("N")->transform(whole_number(name, lo, hi, mistakes));
}

// What every question takes.
CLI::App& add_question(CLI::App& all, const std::string& name, const std::string& what, AnalyzeCommand& c, NumberMistakes& mistakes) {
    CLI::App& sub = *all.add_subcommand(name, what);
    sub.callback([&c, name] { c.question = name; });
    sub.add_option("DIR", c.what, "Folder of a study, its merged file, or a table (.csv)")->type_name("")->required();
    add_list(sub, "--metric,--outcome", c.scope.metrics, "Metrics that it is about, of a table columns; all if none is named", "NAMES");
    sub.add_option("--arm", c.scope.arm, "Arm that it is about; the first if not given")->type_name("ARM");
    sub.add_option("--against", c.scope.against, "Ask about the paired difference to this arm")->type_name("ARM");
    add_number(sub, "--confidence", c.scope.confidence, 1e-6, 1 - 1e-9, "Confidence of intervals; 0.95 if not given", mistakes);
    add_whole(sub, "--resamples", c.scope.resamples, 2, 1'000'000, "Resamples of bootstraps", mistakes);
    sub.add_option("--seed", c.scope.seed, "Seed of resamples and other draws; 0 if not given")
        ->type_name("N")
        ->transform(whole_number("--seed", 0, largest_seed, mistakes));
    sub.add_option("-o,--output", c.output, "A file (.html, .json, .csv or .svg), or a folder for all tables and figures")
        ->type_name("FILE|DIR");
    add_flag(sub, "--force", c.force, "Overwrite the output");
    add_flag(sub, "--partial", c.partial, "Also where runs are missing");
    add_flag(sub, "--json", c.json, "Print one JSON object instead of the text");
    add_threads(sub, c.threads, mistakes);
    TableOptions& t = c.table;
    const std::string of_table = "Of a table: ";
    add_list(sub, "--inputs", t.inputs, of_table + "columns that are inputs; all others if not given", "NAMES");
    add_list(sub, "--categories", t.categories, of_table + "inputs whose numbers are names", "NAMES");
    add_list(sub, "--range", t.ranges, of_table + "what an input was varied over", "NAME=LOW:HIGH");
    add_list(sub, "--group", t.groups, of_table + "inputs that were moved together", "NAME=GROUP");
    add_list(sub, "--levers", t.levers, of_table + "inputs that somebody chooses", "NAMES");
    add_list(sub, "--better", t.better, of_table + "which way an outcome is better", "NAME=higher|lower");
    add_list(sub, "--satisficing", t.satisficing, of_table + "level of an outcome that is good enough", "NAME=LEVEL");
    sub.add_option("--design", t.design, of_table + "saltelli or morris, if its rows are such a design")
        ->type_name("KIND")
        ->check(CLI::IsMember({"saltelli", "morris"}).description(""));
    add_flag(sub, "--second-order", t.second_order, of_table + "the Saltelli design has the rows for second order");
    return sub;
}

void add_cases(CLI::App& sub, CaseRule& cases, NumberMistakes& mistakes) {
    add_number(sub, "--above", cases.above, "Cases of interest are runs at or above this", mistakes);
    add_number(sub, "--below", cases.below,
               "Cases of interest are runs at or below this; with neither, those that miss the satisficing level", mistakes);
    add_flag(sub, "--failed-runs", cases.failed_runs, "Cases of interest are runs that failed: where does the model break?");
    add_flag(sub, "--undefined-is-case", cases.undefined_is_case, "A run without a value counts as a case");
    add_choice(sub, "--cases", cases.of, "What a point with several worlds is");
    add_number(sub, "--majority", cases.majority, 0, 1, "Share of worlds from which on a point is a case; 0.5 if not given", mistakes);
}

void add_sensitivity(CLI::App& all, AnalyzeCommand& c, NumberMistakes& mistakes) {
    CLI::App& morris = add_question(all, "morris", "Elementary effects, of a design of kind morris", c, mistakes);
    add_choice(morris, "--interval", c.morris.interval, "Intervals of mu*");
    CLI::App& sobol = add_question(all, "sobol", "Shares of variance, of a design of kind saltelli", c, mistakes);
    add_choice(sobol, "--first", c.sobol.first, "Estimator of first order");
    add_choice(sobol, "--total", c.sobol.total, "Estimator of total order");
    add_choice(sobol, "--interval", c.sobol.interval, "Intervals");
    sobol.get_option("--interval")->each([&c](const std::string&) { c.sobol.interval_given = true; });
    sobol
        .add_flag_callback(
            "--no-pairs", [&c] { c.sobol.second = false; }, "Leave second order out")
        ->disable_flag_override();
    sobol.add_flag("!--uncentred", c.sobol.centred, "Estimate first order from the outcome as it is, not less its mean")
        ->disable_flag_override();
    CLI::App& regional = add_question(all, "regional", "Which inputs differ where cases of interest lie, and PAWN", c, mistakes);
    add_cases(regional, c.cases, mistakes);
    add_whole(regional, "--groups", c.regional.groups, 2, 100, "Groups of the outcome, where no cases are told", mistakes);
    add_whole(regional, "--slides", c.regional.slides, 2, 1000, "Slides of PAWN", mistakes);
    CLI::App& score = add_question(all, "score", "Which factors matter at all, from any sample", c, mistakes);
    add_whole(score, "--trees", c.score.forest.forest.trees, 1, 100'000, "Trees of the forest", mistakes);
    add_whole(score, "--permutations", c.score.forest.null_forests, 0, 100'000, "Forests of shuffled inputs that scores are held against",
              mistakes);
    score
        .add_flag_callback(
            "--no-forest", [&c] { c.score.forest_asked = false; }, "Leave the forest out")
        ->disable_flag_override();
    score
        .add_flag_callback(
            "--no-delta", [&c] { c.score.delta = false; }, "Leave Borgonovo's delta out")
        ->disable_flag_override();
}

void add_discovery(CLI::App& all, AnalyzeCommand& c, NumberMistakes& mistakes) {
    CLI::App& prim = add_question(all, "prim", "Boxes in which cases of interest lie", c, mistakes);
    add_cases(prim, c.cases, mistakes);
    PrimRequest& request = c.prim.request;
    add_number(prim, "--peel", request.search.peel_alpha, 1e-6, 0.499999, "Share of a box that a peel takes; 0.05 if not given", mistakes);
    add_number(prim, "--paste", request.search.paste_alpha, 1e-6, 0.499999, "Share that a paste adds; 0.05 if not given", mistakes);
    add_number(prim, "--mass", request.search.mass_min, 1e-6, 0.999999, "Least share of all points in a box; 0.05 if not given", mistakes);
    add_choice(prim, "--objective", request.search.objective, "What a peel is chosen by");
    add_choice(prim, "--choose", request.choices.front().rule, "Which box of the trajectory is the answer");
    add_number(prim, "--density", request.choices.front().density, 0, 1, "Least density of the chosen box; 0.8 if not given", mistakes);
    add_whole(prim, "--box", request.choices.front().index, 0, 1'000'000, "Its place in the trajectory, with --choose index", mistakes);
    add_whole(prim, "--boxes", request.most_boxes, 1, 100, "Boxes to look for, one after the other", mistakes);
    add_number(prim, "--significance", request.significance, 0, 1, "Limits with a larger quasi-p value are dropped from the simplified box",
               mistakes);
    CLI::App& cart = add_question(all, "cart", "A tree of conditions", c, mistakes);
    add_cases(cart, c.cases, mistakes);
    add_flag(cart, "--regression", c.cart.regression, "Explain the outcome itself, not cases");
    cart.add_option("--depth", c.cart.options.max_depth, "Levels of the tree; as many as it takes if not given")
        ->type_name("N")
        ->transform(whole_number("--depth", 0, 100, mistakes));
    add_number(cart, "--mass", c.cart.options.min_leaf_share, 0, 0.5, "Least share of all points in a leaf; 0.05 if not given", mistakes);
    cart.add_flag_callback(
            "--no-pruning", [&c] { c.cart.options.pruning = CartPruning::none; }, "Leave the tree as it grew")
        ->disable_flag_override();
    cart.add_flag_callback(
            "--entropy", [&c] { c.cart.options.impurity = CartImpurity::entropy; }, "Split by entropy in place of Gini's impurity")
        ->disable_flag_override();
}

void add_decisions(CLI::App& all, AnalyzeCommand& c, NumberMistakes& mistakes) {
    CLI::App& robust = add_question(all, "robust", "Which arm holds up whatever the world", c, mistakes);
    robust.add_option("--reference", c.robust.reference, "Arm against which regret is counted too")->type_name("ARM");
    add_number(robust, "--scale", c.robust.scale, 1e-300, 1e300, "Number that regrets are divided by", mistakes);
    robust
        .add_flag_callback(
            "--no-vulnerability", [&c] { c.robust.vulnerability = false; }, "Do not look for where each arm fails")
        ->disable_flag_override();
    CLI::App& pareto = add_question(all, "pareto", "What must be traded for what", c, mistakes);
    pareto.add_option("--volume-to", c.pareto.reference, "Reference point of the hypervolume, a number for each objective")
        ->type_name("NUMBER")
        ->delimiter(',')
        ->expected(1, 100);
    CLI::App& tipping = add_question(all, "tipping", "Two futures, hysteresis, lock-in, warnings, regimes", c, mistakes);
    add_list(tipping, "--series", c.tipping.series, "Series that it is about; all that were kept if none is named", "NAMES");
    tipping.add_option("--lever", c.tipping.lever, "Input of a table that was moved up and down")->type_name("NAME");
    tipping.add_option("--way", c.tipping.way, "Input of a table that tells up from down; direction if not given")->type_name("NAME");
    add_number(tipping, "--jump", c.tipping.jumps.least_share, 0, 1,
               "Share of the outcome's range from which on a change is a jump; 0.25 if not given", mistakes);
    add_number(tipping, "--lock-in-above", c.lock_in_above, "A run has locked in once the first series stays at or above this", mistakes);
    add_number(tipping, "--lock-in-below", c.lock_in_below, "A run has locked in once the first series stays at or below this", mistakes);
    add_flag(tipping, "--early-warning", c.tipping.early_warning, "Look for early warnings in the series");
    add_list(tipping, "--axes", c.tipping.axes, "Two factors of the map of regimes", "NAME,NAME");
    add_whole(tipping, "--bins", c.tipping.bins, 0, 500, "Bins of the map's axes; their own values if not given", mistakes);
    add_list(tipping, "--regime", c.tipping.regimes,
             "A regime by its conditions, such as \"closed: hhi >= 0.3, open_share < 0.2\"; the first that holds counts", "RULE");
    tipping.add_option("--borders", c.tipping.borders, "Borders of basins, of the first metric")
        ->type_name("NUMBER")
        ->delimiter(',')
        ->expected(1, 100);
}

void add_emulator(CLI::App& all, AnalyzeCommand& c, NumberMistakes& mistakes) {
    CLI::App& emulator = add_question(all, "emulator", "A fast stand-in learnt from the design, and what it says", c, mistakes);
    add_choice(emulator, "--kernel", c.emulator.settings.kernel, "Covariance");
    add_choice(emulator, "--trend", c.emulator.settings.trend, "Trend");
    add_choice(emulator, "--noise", c.emulator.settings.noise, "Noise of runs");
    add_whole(emulator, "--realisations", c.emulator.realisations, 2, 10'000, "Functions that the emulator holds possible, for intervals",
              mistakes);
    add_whole(emulator, "--base-rows", c.emulator.base_rows, 64, 1'000'000, "Base rows of the sample for indices", mistakes);
    add_flag(emulator, "--pairs", c.emulator.second_order, "Second order too");
    add_whole(emulator, "--next", c.emulator.next_points, 0, 1000, "Points to propose for further runs", mistakes);
}

}  // namespace

void add_analyze(CLI::App& app, AnalyzeCommand& c, std::vector<std::string>& mistakes) {
    CLI::App& all = *app.add_subcommand("analyze", "Ask a question of a study that was run");
    all.require_subcommand(1);
    CLI::App& replicates = add_question(all, "replicates", "How many runs are enough", c, mistakes);
    ReplicateNeeds& needs = c.replicates.needs;
    add_number(replicates, "--half-width", needs.half_width, "Half-width of the interval that is wanted, in the metric's unit", mistakes);
    add_number(replicates, "--smallest-effect", needs.smallest_effect, "Smallest difference that matters; that of the metric if not given",
               mistakes);
    add_number(replicates, "--power", needs.power, 0.001, 0.999999, "Probability with which it shall be seen; 0.8 if not given", mistakes);
    add_number(replicates, "--tolerance", needs.variation_tolerance, 1e-12, 1e6,
               "Tolerance for the coefficient of variation; 0.01 if not given", mistakes);
    replicates.add_option("--point", c.replicates.point, "Point of the design; all if not given")
        ->type_name("N")
        ->transform(whole_number("--point", 0, 1'000'000'000, mistakes));
    add_sensitivity(all, c, mistakes);
    add_discovery(all, c, mistakes);
    add_decisions(all, c, mistakes);
    add_emulator(all, c, mistakes);
}

}  // namespace enclosure::cli
