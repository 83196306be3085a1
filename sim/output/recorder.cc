#include "sim/output/recorder.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <utility>

#include "sim/base/diagnostics.h"
#include "sim/output/scenario_groups.h"
#include "sim/output/units.h"
#include "sim/run/simulation.h"
#include "sim/scenario/ids.h"
#include "sim/world/firms.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

std::string hex(std::uint64_t hash) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
    return text.data();
}

bool is_chosen(const std::vector<std::string>& names, std::string_view name) {
    return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

template <class Row>
std::vector<Row> chosen(std::span<const Row> rows, const std::vector<std::string>& names) {
    std::vector<Row> kept;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept), [&](const Row& row) { return is_chosen(names, row.name); });
    return kept;
}

void require_known(const LoadedScenario& loaded) {
    std::vector<std::string> known;
    for (const Indicator& one : indicators()) known.emplace_back(one.name);
    for (const auto& table : {segment_indicators(), region_indicators(), firm_indicators(), model_indicators()}) {
        for (const MemberIndicator& one : table) known.emplace_back(one.name);
    }
    Report report;
    for (const std::string& name : loaded.scenario.output.series) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        const auto origin = std::find_if(loaded.origins.begin(), loaded.origins.end(),
                                         [](const Origin& one) { return one.path.starts_with("output.series"); });
        report.add(origin == loaded.origins.end() ? Place{.file = "scenario"} : origin->place,
                   "output.series: there is no indicator named " + name + did_you_mean(name, known));
    }
    report.throw_if_any();
}

/// Gives each row of a row-major column `after` members instead of `before`; what was not there gets `filler`.
template <class T>
void widen(std::vector<T>& column, std::size_t before, std::size_t after, T filler) {
    const std::size_t rows = before == 0 ? 0 : column.size() / before;
    std::vector<T> wide(rows * after, filler);
    for (std::size_t row = 0; row < rows; ++row) {
        std::copy_n(column.begin() + static_cast<std::ptrdiff_t>(row * before), before,
                    wide.begin() + static_cast<std::ptrdiff_t>(row * after));
    }
    column = std::move(wide);
}

Dataset time_dataset(std::string long_name, std::string dim, std::vector<double> days) {
    return {.name = "time",
            .units = std::string{time_units},
            .long_name = std::move(long_name),
            .dims = {std::move(dim)},
            .values = std::move(days),
            .attributes = {{"calendar", std::string{"proleptic_gregorian"}}, {"standard_name", std::string{"time"}}}};
}

Dataset plain(std::string name, std::string long_name, std::vector<std::string> dims, Values values) {
    return {.name = std::move(name),
            .units = "1",
            .long_name = std::move(long_name),
            .dims = std::move(dims),
            .values = std::move(values),
            .attributes = {}};
}

std::vector<std::int64_t> count_from_zero(std::size_t n) {
    std::vector<std::int64_t> numbers(n);
    for (std::size_t i = 0; i < n; ++i) numbers[i] = static_cast<std::int64_t>(i);
    return numbers;
}

}  // namespace

RunRecorder::RunRecorder(const LoadedScenario& loaded, RunProvenance provenance)
    : loaded_{loaded}, provenance_{std::move(provenance)}, snapshots_{loaded} {
    require_known(loaded_);
    const std::vector<std::string>& names = loaded_.scenario.output.series;
    indicators_ = chosen(indicators(), names);
    series_.resize(indicators_.size());
    segments_.indicators = chosen(segment_indicators(), names);
    regions_.indicators = chosen(region_indicators(), names);
    firms_.indicators = chosen(firm_indicators(), names);
    models_.indicators = chosen(model_indicators(), names);
    for (Table* table : {&segments_, &regions_, &firms_, &models_}) table->columns.resize(table->indicators.size());
    // Tables of a fixed number of members; the others grow (widen_to).
    segments_.members = loaded_.scenario.segment.size();
    regions_.members = loaded_.scenario.region.size();
}

void RunRecorder::observe(const Simulation& simulation) {
    const World& world = simulation.world();
    const std::size_t step = observed_++;
    last_hash_ = simulation.state_hash();
    until_ = to_string(simulation.step_date(simulation.steps_total()));
    record_events(world);
    record_begins(world);
    firm_labels_.clear();
    for (std::size_t row = 0; row < world.firms.size(); ++row) firm_labels_.push_back(firm_label(world, row));
    const std::size_t slots_before = models_.members;
    widen_to(firms_, world.firms.size());
    widen_to(models_, world.catalogue.size());
    if (models_.members != slots_before) widen(serials_, slots_before, models_.members, std::uint64_t{0});
    snapshots_.observe(simulation);
    if (step % static_cast<std::size_t>(loaded_.scenario.output.stride) != 0) return;
    days_.push_back(days_of(simulation.step_date(simulation.steps_made() - 1)));
    hashes_.push_back(last_hash_);
    for (std::size_t i = 0; i < indicators_.size(); ++i) series_[i].push_back(indicators_[i].value(world));
    record(segments_, loaded_.scenario.segment.size(), world);
    record(regions_, loaded_.scenario.region.size(), world);
    record(firms_, world.firms.size(), world);
    record(models_, world.catalogue.size(), world);
    record_serials(world);
}

void RunRecorder::widen_to(Table& table, std::size_t members) {
    if (members <= table.members) return;
    for (std::vector<double>& column : table.columns) widen(column, table.members, members, std::numeric_limits<double>::quiet_NaN());
    table.members = members;
}

void RunRecorder::record(Table& table, std::size_t members, const World& world) {
    for (std::size_t i = 0; i < table.indicators.size(); ++i) {
        for (std::size_t member = 0; member < table.members; ++member) {
            table.columns[i].push_back(member < members ? table.indicators[i].value(world, member)
                                                        : std::numeric_limits<double>::quiet_NaN());
        }
    }
}

void RunRecorder::record_serials(const World& world) {
    for (std::size_t slot = 0; slot < models_.members; ++slot) {
        serials_.push_back(slot < world.catalogue.size() ? world.catalogue.serial[slot] : 0);
    }
}

void RunRecorder::record_events(const World& world) {
    for (const ChronicleEntry& entry : world.chronicle.entries) {
        events_.days.push_back(days_of(date_after(loaded_.scenario.time.start, entry.time)));
        events_.kind.push_back(entry.kind);
        events_.subject.push_back(entry.subject);
        events_.text.push_back(entry.text);
    }
}

void RunRecorder::record_begins(const World& world) {
    for (std::size_t row = 0; row < world.triggered.size(); ++row) {
        if (world.triggered.begun[row] != world.step.t) continue;
        begins_.event.push_back(world.triggered.event[row]);
        begins_.time.push_back(world.step.t);
    }
}

std::vector<double> RunRecorder::begun(std::uint64_t serial) const {
    std::vector<double> times;
    for (std::size_t i = 0; i < begins_.event.size(); ++i) {
        if (begins_.event[i] == serial) times.push_back(begins_.time[i]);
    }
    return times;
}

Group RunRecorder::series_group() const {
    Group group{.path = "series", .datasets = {}};
    for (std::size_t i = 0; i < indicators_.size(); ++i) {
        group.datasets.push_back({.name = std::string{indicators_[i].name},
                                  .units = udunits(indicators_[i].unit),
                                  .long_name = std::string{indicators_[i].doc},
                                  .dims = {"time"},
                                  .values = series_[i],
                                  .attributes = {}});
    }
    group.datasets.push_back(plain("state_hash", "Hash of the whole state at the end of the step.", {"time"}, hashes_));
    return group;
}

Group RunRecorder::table_group(const Table& table, std::string path, std::string dim) const {
    Group group{.path = std::move(path), .datasets = {}};
    for (std::size_t i = 0; i < table.indicators.size(); ++i) {
        std::vector<double> values = table.columns[i];
        group.datasets.push_back({.name = std::string{table.indicators[i].name},
                                  .units = udunits(table.indicators[i].unit),
                                  .long_name = std::string{table.indicators[i].doc},
                                  .dims = {"time", dim},
                                  .values = std::move(values),
                                  .attributes = {}});
    }
    return group;
}

Group RunRecorder::events_group() const {
    return {.path = "events",
            .datasets = {time_dataset("When it happened.", "event", events_.days),
                         plain("kind", "What kind of event.", {"event"}, events_.kind),
                         plain("subject", "To whom or what it happened.", {"event"}, events_.subject),
                         plain("text", "What happened, in words.", {"event"}, events_.text)}};
}

std::vector<Dataset> RunRecorder::scales() const {
    std::vector<std::string> labels = firm_labels_;
    labels.resize(firms_.members);
    return {
        time_dataset("First day of the step.", "time", days_),
        plain("segment", "Segment of users.", {"segment"}, ids_of(loaded_.scenario.segment)),
        plain("region", "Region.", {"region"}, ids_of(loaded_.scenario.region)),
        plain("firm", "Firm.", {"firm"}, std::move(labels)),
        plain("slot", "Slot of the catalogue; a new model may take an old one's, see serial.", {"slot"}, count_from_zero(models_.members)),
        plain("event", "Number of the event, in the order of time.", {"event"}, count_from_zero(events_.days.size()))};
}

// Everything that an image is made of, besides the scenario and the program. The number of columns is the scenario's and stays.
template <class Self, class Exchange>
void RunRecorder::exchange(Self& self, Exchange&& exchange_value) {
    exchange_value(self.provenance_.started);
    exchange_value(self.observed_);
    exchange_value(self.last_hash_);
    exchange_value(self.until_);
    exchange_value(self.days_);
    exchange_value(self.hashes_);
    for (auto& column : self.series_) exchange_value(column);
    for (auto* table : {&self.segments_, &self.regions_, &self.firms_, &self.models_}) {
        exchange_value(table->members);
        for (auto& column : table->columns) exchange_value(column);
    }
    exchange_value(self.serials_);
    exchange_value(self.firm_labels_);
    exchange_value(self.events_.days);
    exchange_value(self.events_.kind);
    exchange_value(self.events_.subject);
    exchange_value(self.events_.text);
    exchange_value(self.begins_.event);
    exchange_value(self.begins_.time);
}

std::vector<std::byte> RunRecorder::save() const {
    ByteWriter out;
    exchange(*this, [&](const auto& value) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::string>) {
            out.put(std::string_view{value});
        } else {
            out.put(value);
        }
    });
    snapshots_.save(out);
    return out.bytes();
}

void RunRecorder::restore(std::span<const std::byte> bytes) {
    ByteReader in(bytes);
    exchange(*this, [&](auto& value) { in.get(value); });
    snapshots_.restore(in);
    if (!in.at_end()) throw BytesError("it holds more results than this scenario has");
}

RunFile RunRecorder::image(std::string_view state) const {
    RunFile run;
    run.attributes = {{"filetype", std::string{run_filetype}}, {"format_version", run_file_format_version}};
    for (Attribute& attribute : provenance_attributes(provenance_)) run.attributes.push_back(std::move(attribute));
    run.attributes.push_back({"title", loaded_.scenario.title});
    run.attributes.push_back({"question", loaded_.scenario.question});
    run.attributes.push_back({"scenario", loaded_.scenario.id});
    run.attributes.push_back({"seed", loaded_.scenario.seed});
    run.attributes.push_back({"until", until_});
    run.attributes.push_back({"state_hash", hex(last_hash_)});
    run.attributes.push_back({"state", std::string{state}});
    run.scales = scales();
    for (Dataset& scale : snapshots_.scales()) run.scales.push_back(std::move(scale));
    run.groups = {series_group(), table_group(segments_, "segments", "segment"), table_group(regions_, "regions", "region"),
                  table_group(firms_, "firms", "firm"), table_group(models_, "models", "slot")};
    run.groups.back().datasets.push_back(
        plain("serial", "Which model stands in the slot, a hash of what brought it about; 0 if none.", {"time", "slot"}, serials_));
    run.groups.push_back(events_group());
    for (Group& group : snapshots_.groups()) run.groups.push_back(std::move(group));
    for (Group& group : parameter_groups(loaded_.scenario.parameters)) run.groups.push_back(std::move(group));
    run.groups.push_back(scenario_group(loaded_));
    return run;
}

}  // namespace enclosure
