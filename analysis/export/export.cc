#include "analysis/export/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/chart/csv.h"
#include "analysis/data/analysis_error.h"
#include "sim/base/calendar.h"

namespace enclosure {

namespace {

constexpr std::size_t piece_bytes = 1 << 20;

std::string cell_of_factor(const FactorColumn& factor, std::size_t point) {
    const double value = factor.column.values[point];
    return factor.column.categorical() ? csv_cell(factor.column.levels[static_cast<std::size_t>(value)]) : csv_cell(value);
}

Date date_of(double days) {
    return time_epoch + std::chrono::days(static_cast<int>(std::floor(days)));
}

int year_of(double days) {
    return static_cast<int>(std::chrono::year_month_day(date_of(days)).year());
}

/// Rows, handed on in pieces.
class Rows {
  public:
    explicit Rows(const std::function<void(std::string_view)>& write) : write_(write) {}
    ~Rows() = default;
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    void add(std::string_view row) {
        text_.append(row);
        text_ += '\n';
        ++rows_;
        if (text_.size() >= piece_bytes) flush();
    }
    std::size_t end() {
        flush();
        return rows_ - 1;  // the header
    }

  private:
    void flush() {
        write_(text_);
        text_.clear();
    }
    const std::function<void(std::string_view)>& write_;
    std::string text_;
    std::size_t rows_ = 0;
};

std::string run_head(const StudyData& study, std::size_t run) {
    return fmt::format("{},{},{}", study.point[run], csv_cell(study.arms[study.arm[run]]), study.replicate[run]);
}

std::string factor_cells(const StudyData& study, std::size_t point) {
    std::string out;
    for (const FactorColumn& factor : study.factors) out += ',' + cell_of_factor(factor, point);
    return out;
}

std::string factor_names(const StudyData& study) {
    std::string out;
    for (const FactorColumn& factor : study.factors) out += ',' + csv_cell(factor.column.id);
    return out;
}

void export_runs(const StudyData& study, Rows& rows) {
    std::string head = "point,arm,replicate" + factor_names(study);
    for (const OutcomeColumn& metric : study.metrics) head += ',' + csv_cell(metric.id);
    rows.add(head + ",failed");
    for (std::size_t r = 0; r < study.runs(); ++r) {
        std::string row = run_head(study, r) + factor_cells(study, study.point[r]);
        for (const OutcomeColumn& metric : study.metrics) row += ',' + csv_cell(metric.values[r]);
        rows.add(row + (study.failed[r] ? ",1" : ",0"));
    }
}

void export_long(const StudyData& study, Rows& rows) {
    rows.add("point,arm,replicate" + factor_names(study) + ",metric,unit,value,failed");
    for (std::size_t r = 0; r < study.runs(); ++r) {
        const std::string head = run_head(study, r) + factor_cells(study, study.point[r]);
        for (const OutcomeColumn& metric : study.metrics) {
            rows.add(fmt::format("{},{},{},{},{}", head, csv_cell(metric.id), csv_cell(metric.unit), csv_cell(metric.values[r]),
                                 study.failed[r] ? 1 : 0));
        }
    }
}

void need_series(const StudyData& study) {
    if (study.series.empty()) throw AnalysisError("The study kept no series over time; [records] series = [\"…\"] keeps some");
}

void export_series(const StudyData& study, Rows& rows) {
    need_series(study);
    rows.add("point,arm,replicate,series,date,value");
    for (const std::string& name : study.series) {
        const std::vector<double> values = read_series(study, name).values;
        for (std::size_t r = 0; r < study.runs(); ++r) {
            const std::string head = run_head(study, r) + ',' + csv_cell(name);
            for (std::size_t t = 0; t < study.time.size(); ++t) {
                rows.add(fmt::format("{},{},{}", head, to_string(date_of(study.time[t])), csv_cell(values[r * study.time.size() + t])));
            }
        }
    }
}

// Metrics have no date of their own: their target date is empty. A sample is a world at a point: all arms share it.
void export_hubverse(const StudyData& study, Rows& rows) {
    rows.add("scenario_id,point,target,target_end_date,output_type,output_type_id,value");
    const auto sample = [&](std::size_t r) { return fmt::format("p{}w{}", study.point[r], study.replicate[r]); };
    for (std::size_t r = 0; r < study.runs(); ++r) {
        for (const OutcomeColumn& metric : study.metrics) {
            if (std::isnan(metric.values[r])) continue;
            rows.add(fmt::format("{},{},{},,sample,{},{}", csv_cell(study.arms[study.arm[r]]), study.point[r], csv_cell(metric.id),
                                 sample(r), metric.values[r]));
        }
    }
    for (const std::string& name : study.series) {
        const std::vector<double> values = read_series(study, name).values;
        for (std::size_t r = 0; r < study.runs(); ++r) {
            for (std::size_t t = 0; t < study.time.size(); ++t) {
                const double value = values[r * study.time.size() + t];
                if (std::isnan(value)) continue;
                rows.add(fmt::format("{},{},{},{},sample,{},{}", csv_cell(study.arms[study.arm[r]]), study.point[r], csv_cell(name),
                                     to_string(date_of(study.time[t])), sample(r), value));
            }
        }
    }
}

// "region.europe.hhi" is hhi in europe; a segment is part of the variable's name.
std::pair<std::string, std::string> region_and_variable(const std::string& series) {
    constexpr std::string_view region = "region.", segment = "segment.";
    if (series.starts_with(region)) {
        const std::size_t dot = series.find('.', region.size());
        return {series.substr(region.size(), dot - region.size()), series.substr(dot + 1)};
    }
    if (series.starts_with(segment)) {
        const std::size_t dot = series.find('.', segment.size());
        return {"World", series.substr(dot + 1) + "|" + series.substr(segment.size(), dot - segment.size())};
    }
    return {"World", series};
}

// A scenario is an arm in a world, so that each has one trajectory, as the layout asks; its numbers are means over the year.
void export_iamc(const StudyData& study, Rows& rows) {
    need_series(study);
    std::vector<int> years;
    for (const double day : study.time) {
        if (years.empty() || years.back() != year_of(day)) years.push_back(year_of(day));
    }
    std::string head = "model,scenario,region,variable,unit";
    for (const int year : years) head += fmt::format(",{}", year);
    rows.add(head);
    for (const std::string& name : study.series) {
        const KeptSeries series = read_series(study, name);
        const std::vector<double>& values = series.values;
        const auto [region, variable] = region_and_variable(name);
        for (std::size_t r = 0; r < study.runs(); ++r) {
            std::string scenario = study.arms[study.arm[r]];
            if (study.points() > 1) scenario += fmt::format("|point {}", study.point[r]);
            scenario += fmt::format("|world {}", study.replicate[r]);
            std::string row = fmt::format("{},{},{},{},{}", csv_cell("Enclosure " + study.model), csv_cell(scenario), csv_cell(region),
                                          csv_cell(variable), csv_cell(series.unit));
            for (const int year : years) {
                double sum = 0, n = 0;
                for (std::size_t t = 0; t < study.time.size(); ++t) {
                    const double value = values[r * study.time.size() + t];
                    if (year_of(study.time[t]) != year || std::isnan(value)) continue;
                    sum += value;
                    n += 1;
                }
                row += ',' + (n > 0 ? csv_cell(sum / n) : std::string());
            }
            rows.add(row);
        }
    }
}

}  // namespace

std::size_t export_study(const StudyData& study, ExportLayout layout, const std::function<void(std::string_view piece)>& write) {
    Rows rows(write);
    switch (layout) {
        case ExportLayout::runs:
            export_runs(study, rows);
            break;
        case ExportLayout::long_runs:
            export_long(study, rows);
            break;
        case ExportLayout::series:
            export_series(study, rows);
            break;
        case ExportLayout::hubverse:
            export_hubverse(study, rows);
            break;
        case ExportLayout::iamc:
            export_iamc(study, rows);
            break;
    }
    return rows.end();
}

}  // namespace enclosure
