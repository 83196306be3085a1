#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "analysis/data/analysis_error.h"
#include "analysis/questions/differences_question.h"
#include "analysis/questions/discovery_questions.h"
#include "analysis/questions/replicates_question.h"
#include "analysis/questions/robust_question.h"
#include "analysis/questions/score_question.h"
#include "analysis/questions/sensitivity_questions.h"
#include "analysis/questions/tipping_question.h"
#include "analysis/report/study_page.h"

namespace enclosure {

namespace {

bool is_sampled(const StudyData& study) {
    const std::string& kind = study.design.kind;
    return kind == "random" || kind == "latin_hypercube" || kind == "sobol" || kind == "table" || kind == "joined";
}

bool has_level(const OutcomeColumn& metric) {
    return metric.satisficing && metric.better != Better::unstated;
}

/// Collects answers; a question that cannot be answered leaves its reason.
class AskedQuestions {
  public:
    AskedQuestions(const StudyData& study, const Scope& scope, const Threads& threads) : study_(study), scope_(scope), threads_(threads) {}

    void ask(const std::function<Answer()>& question, bool expected = true) {
        try {
            report_.answers.push_back(question());
        } catch (const AnalysisError& error) {
            if (expected) reasons_.emplace_back(error.what());
        }
    }

    StudyReport take() {
        if (report_.answers.empty())
            throw AnalysisError(reasons_.empty() ? std::vector<std::string>{"Nothing can be said of this study"} : reasons_);
        for (const std::string& reason : reasons_) report_.answers.back().warnings.push_back(reason);
        for (const Answer& answer : report_.answers) {
            if (report_.sentences.size() < 3 && answer.analysis != "replicates" && !answer.sentences.empty())
                report_.sentences.push_back(answer.sentences.front());
        }
        // Fewer questions than sentences: more of what the first has to say, then whether there were enough runs.
        for (const Answer& answer : report_.answers) {
            for (std::size_t k = answer.analysis == "replicates" ? 0 : 1; k < answer.sentences.size() && report_.sentences.size() < 3; ++k)
                report_.sentences.push_back(answer.sentences[k]);
        }
        return std::move(report_);
    }

    void ask_all() {
        const StudyData& s = study_;
        if (s.arms.size() > 1) {
            ask([&] { return differences_answer(s, scope_); });
            ask([&] { return robust_answer(s, scope_, {}, threads_); }, false);
        }
        if (!s.search.empty()) ask([&] { return pareto_answer(s, scope_, {}, threads_); });
        if (s.design.kind == "saltelli") ask([&] { return sobol_answer(s, scope_, {}, threads_); });
        if (s.design.kind == "morris") ask([&] { return morris_answer(s, scope_, {}); });
        constexpr std::size_t fewest_for_scores = 50, most_for_delta = 20'000;
        if (is_sampled(s) && s.points() >= fewest_for_scores && s.search.empty()) {
            ScoreQuestion question;
            question.delta = s.points() <= most_for_delta;
            if (s.points() > most_for_delta) question.forest.null_forests = 20;
            ask([&] { return score_answer(s, scope_, question, threads_); });
            for (const OutcomeChoice& choice : scope_.outcomes) {
                if (!has_level(s.metrics[choice.metric])) continue;
                Scope one = scope_;
                one.outcomes = {choice};
                ask([&] { return named(prim_answer(s, one, {}, threads_), s.metrics[choice.metric].id); }, false);
                ask([&] { return named(cart_answer(s, one, {}, threads_), s.metrics[choice.metric].id); }, false);
                break;  // of the first level; enclosure analyze asks about others
            }
        }
        if (!s.sweep.empty() || s.design.kind == "grid") ask([&] { return tipping_answer(s, scope_, {}, threads_); }, !s.sweep.empty());
        ask([&] { return replicates_answer(s, scope_, {}); }, false);
        if (report_.answers.empty() && !s.factors.empty()) ask([&] { return score_answer(s, scope_, {}, threads_); });
    }

  private:
    static Answer named(Answer answer, const std::string& metric) {
        answer.title += ": " + metric;
        return answer;
    }
    const StudyData& study_;
    const Scope& scope_;
    const Threads& threads_;
    StudyReport report_;
    std::vector<std::string> reasons_;
};

}  // namespace

StudyReport study_report(const StudyData& study, const ScopeNames& names, const Threads& threads) {
    const Scope scope = scope_of(study, names);
    AskedQuestions report(study, scope, threads);
    report.ask_all();
    return report.take();
}

}  // namespace enclosure
