#include "viz/session/track.h"

#include <utility>

namespace enclosure::viz {

namespace {

template <class T>
std::size_t bytes_in(const std::vector<T>& column) {
    return column.capacity() * sizeof(T);
}

std::size_t bytes_in(const std::vector<std::vector<double>>& table) {
    std::size_t bytes = table.capacity() * sizeof(std::vector<double>);
    for (const std::vector<double>& row : table) bytes += bytes_in(row);
    return bytes;
}

// Texts that fit into the string itself take nothing beside it.
std::size_t bytes_in(const std::string& text) {
    return text.capacity() <= 15 ? 0 : text.capacity();
}

}  // namespace

std::size_t bytes_of(const AgentFrame& frame) {
    return sizeof frame + bytes_in(frame.choice) + bytes_in(frame.project);
}

std::size_t bytes_of(const StepRecord& record) {
    std::size_t bytes = sizeof record + bytes_in(record.world) + bytes_in(record.segments) + bytes_in(record.regions) +
                        bytes_in(record.firm_series) + bytes_in(record.firms) + bytes_in(record.models) + bytes_in(record.welfare) +
                        bytes_in(record.events);
    for (const FirmRecord& firm : record.firms) bytes += bytes_in(firm.label) + bytes_in(firm.strategy);
    for (const ModelRecord& model : record.models) bytes += bytes_in(model.label);
    for (const ChronicleEntry& event : record.events) bytes += bytes_in(event.kind) + bytes_in(event.subject) + bytes_in(event.text);
    return bytes + (record.agents ? bytes_of(*record.agents) : 0);
}

Track::Track(LoadedScenario loaded, Population population, std::size_t steps, std::size_t frame_stride)
    : loaded_(std::move(loaded)), population_(std::move(population)), frame_stride_(frame_stride), records_(steps + 1) {}

void Track::append(std::shared_ptr<const StepRecord> record) {
    const std::size_t at = size_.load(std::memory_order_relaxed);
    bytes_.fetch_add(bytes_of(*record), std::memory_order_relaxed);
    records_[at] = std::move(record);
    size_.store(at + 1, std::memory_order_release);
}

}  // namespace enclosure::viz
