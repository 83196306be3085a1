// The record of one world's run, step by step: what charts, timeline, map and inspectors read.
// Invariant: a StepRecord never changes once it is published. One thread appends, any number read without a lock: room for all steps is
// made at the start, and `size()` says how many are there. A run that is rewound or started anew has a new Track; the old one lives while
// somebody reads it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/scenario/load.h"
#include "sim/world/chronicle.h"

namespace enclosure::viz {

/// How open a firm or a model is, as the picture shows it.
enum class Openness : std::uint8_t { closed, hybrid, open };

struct FirmRecord {
    std::string label;
    bool alive = false;
    bool entrant = false;
    Openness openness = Openness::closed;  ///< by what it offers: interface alone, released weights alone, both
    std::string strategy;                  ///< title of the strategy that it follows
    std::uint32_t region = 0;
    double seat_share = 0;         ///< of all seats that use a model
    std::uint32_t users = 0;       ///< records that use a model of it
    std::uint32_t developers = 0;  ///< records that work on a model of it
    std::uint32_t reviews = 0;     ///< of its strategy, made so far
};

struct ModelRecord {
    std::uint8_t slot = 0;
    std::uint64_t serial = 0;
    std::int32_t firm = -1;  ///< row of StepRecord::firms; -1 for an orphan
    bool open = false;
    std::string label;  ///< maker and generation, as a reader would call it
    std::uint32_t users = 0;
    double price = 0;        ///< USD/Mtok
    double score = 0;        ///< OOM
    double trust = 0;        ///< between 0 and 1
    double reliability = 0;  ///< between 0 and 1
    double risk = 0;         ///< incidents in the last step per million seats on it; NaN without seats
};

/// What each user had when the step was over: one byte each, so that a million take a megabyte.
struct AgentFrame {
    std::size_t step = 0;
    std::vector<std::uint8_t> choice;   ///< slot, or choice_none, choice_unaware (sim/world/users.h)
    std::vector<std::uint8_t> project;  ///< of each developer: slot, or choice_none while idle
};

struct StepRecord {
    std::size_t step = 0;  ///< steps made; 0 is the state before the first
    Date date{};           ///< of the state: the begin of the next step
    std::uint64_t hash = 0;
    std::vector<double> world;                     ///< in the order of indicators(); NaN where undefined, all NaN at step 0
    std::vector<std::vector<double>> segments;     ///< [indicator][segment], in the order of segment_indicators()
    std::vector<std::vector<double>> regions;      ///< [indicator][region]
    std::vector<std::vector<double>> firm_series;  ///< [indicator][row of firms]
    std::vector<FirmRecord> firms;
    std::vector<ModelRecord> models;           ///< slots in use, in their order
    std::vector<double> welfare;               ///< by segment: consumer surplus of a seat, USD/yr
    std::vector<ChronicleEntry> events;        ///< of the step that led here
    std::shared_ptr<const AgentFrame> agents;  ///< null where frames are kept less often than steps
};

/// What of the population never changes in a run.
struct Population {
    std::size_t users = 0;
    std::size_t developers = 0;
    std::vector<std::uint64_t> cell_begin;                ///< users of cell c are rows cell_begin[c] to cell_begin[c + 1]
    std::vector<std::uint32_t> segment, region, domain;   ///< by cell
    std::vector<std::string> segments, regions, domains;  ///< titles
    std::size_t slots = 0;
};

/// Bytes that they take, texts included.
std::size_t bytes_of(const AgentFrame& frame);
std::size_t bytes_of(const StepRecord& record);

class Track {
  public:
    Track(LoadedScenario loaded, Population population, std::size_t steps, std::size_t frame_stride);

    const LoadedScenario& loaded() const { return loaded_; }
    const Population& population() const { return population_; }
    std::size_t steps_total() const { return records_.size() - 1; }
    std::size_t frame_stride() const { return frame_stride_; }  ///< agents are kept every so many steps

    /// Records that are there; the newest is record(size() - 1).
    std::size_t size() const { return size_.load(std::memory_order_acquire); }
    const StepRecord& record(std::size_t step) const { return *records_[step]; }
    /// The same, to be kept or to be shared with another track.
    const std::shared_ptr<const StepRecord>& shared(std::size_t step) const { return records_[step]; }
    const StepRecord& last() const { return *records_[size() - 1]; }
    /// Bytes that the records hold, agents included.
    std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

    /// By the thread that makes the steps alone.
    void append(std::shared_ptr<const StepRecord> record);

  private:
    LoadedScenario loaded_;
    Population population_;
    std::size_t frame_stride_ = 1;
    std::vector<std::shared_ptr<const StepRecord>> records_;  ///< room for all, null beyond size()
    std::atomic<std::size_t> size_{0};
    std::atomic<std::size_t> bytes_{0};
};

}  // namespace enclosure::viz
