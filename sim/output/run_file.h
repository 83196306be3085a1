// A run file in memory, and the two routines that take it to disk and back (docs/run-file.md describes the file).
//
// Invariant: what is written and read again is equal to what was given, but that attributes come back in the order of their names,
// the root's with `Conventions` and whatever the format asks for and was not given. A file on disk is at any moment either the old
// one, whole, or the new one, whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/output/output_error.h"

namespace enclosure {

/// The version of the run file format that this program writes, and the newest that it reads.
inline constexpr std::int64_t run_file_format_version = 1;

/// Contents of the root attribute `filetype`: of a run, and of a merged study (docs/study.md), whose versions are its own.
inline constexpr std::string_view run_filetype = "enclosure run";
inline constexpr std::string_view study_filetype = "enclosure study";
inline constexpr std::int64_t study_file_format_version = 1;

/// CF units of every time axis; the day is time_epoch.
inline constexpr std::string_view time_units = "days since 2023-01-01";

/// Place of a date on a time axis.
inline double days_of(Date date) {
    return static_cast<double>((date - time_epoch).count());
}

/// The values of a dataset, row-major. Series have the first four types; columns of agents keep their own.
using Values =
    std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::uint64_t>, std::vector<std::string>, std::vector<float>,
                 std::vector<std::int32_t>, std::vector<std::uint32_t>, std::vector<std::uint16_t>, std::vector<std::uint8_t>>;

struct Attribute {
    std::string name;
    std::variant<std::string, std::int64_t, std::uint64_t, double> value;

    bool operator==(const Attribute&) const = default;
};

struct Dataset {
    std::string name;
    std::string units = "1";            ///< UDUNITS spelling, see udunits() in sim/output/units.h; "1" if it has none
    std::string long_name;              ///< what it is, in words
    std::vector<std::string> dims;      ///< names of scales, slowest first; empty for a scalar, which has one value
    Values values;                      ///< as many as the product of the scales' lengths
    std::vector<Attribute> attributes;  ///< besides units and long_name

    bool operator==(const Dataset&) const = default;
};

struct Group {
    std::string path;  ///< from the root, without a leading slash: "series", "parameters/knowledge"
    std::vector<Dataset> datasets;

    bool operator==(const Group&) const = default;
};

struct RunFile {
    std::vector<Attribute> attributes;  ///< of the file as a whole; filetype and format_version are added on writing if absent
    std::vector<Dataset> scales;        ///< one-dimensional, name = its only dimension; linked into every group that uses it
    std::vector<Group> groups;

    bool operator==(const RunFile&) const = default;
};

/// Number of values, whatever their type.
std::size_t value_count(const Values& values);

/// The bytes of the file that write_run_file() would write. `file` is the name that an error message shall give.
/// Throws OutputError naming the object whose dimensions and values do not fit, or that HDF5 refuses.
std::vector<std::byte> encode_run_file(const RunFile& run, const std::filesystem::path& file);

/// Writes `run` beside `file` as FILE.part, brings it to the disk, and renames it to `file`, which it replaces. On any error
/// `file` is as it was and FILE.part is gone. Throws OutputError.
void write_run_file(const std::filesystem::path& file, const RunFile& run);

/// A dataset too large for memory, whose rows along its first dimension are made while they are written.
struct StreamedDataset {
    std::string group;  ///< path of its group, one of the file's
    Dataset dataset;    ///< values: an empty vector of the type that they have in the file, float or double
    /// Appends the values of rows first to first + count - 1, in order.
    std::function<void(std::size_t first, std::size_t count, std::vector<double>& values)> rows;
};

/// The same for a file that does not fit memory: HDF5 writes FILE.part itself. On any error `file` is as it was and FILE.part is gone.
/// Throws OutputError.
void write_large_file(const std::filesystem::path& file, const RunFile& run, std::span<const StreamedDataset> streamed);

/// Of the file's datasets those that `wanted` is true of, by their paths ("scenario/resolved"), with all scales; whole if it is empty.
/// Throws OutputError if `file` is missing, no HDF5 file, cut short, not written by this program, or in a newer format.
RunFile read_run_file(const std::filesystem::path& file, const std::function<bool(std::string_view path)>& wanted = {});

/// The same for a merged study. Its series may be larger than memory: they are best asked for one by one.
RunFile read_study_file(const std::filesystem::path& file, const std::function<bool(std::string_view path)>& wanted = {});

/// What an HDF5 file says that it is: `run_filetype`, `study_filetype`, or another program's word; empty if it says nothing. Throws
/// OutputError if `file` is missing, no HDF5 file, or cut short.
std::string filetype_of(const std::filesystem::path& file);

/// The dataset `name` of `group` ("series", "parameters/knowledge"); also a scale that a dataset of the group uses. An empty
/// group stands for the scales. nullptr if there is none.
const Dataset* find_dataset(const RunFile& run, std::string_view group, std::string_view name);

/// The attribute of the file as a whole, or of a dataset; nullptr if there is none.
const Attribute* find_attribute(const RunFile& run, std::string_view name);
const Attribute* find_attribute(const Dataset& dataset, std::string_view name);

}  // namespace enclosure
