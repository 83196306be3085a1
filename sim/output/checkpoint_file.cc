#include "sim/output/checkpoint_file.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "sim/base/bytes.h"
#include "sim/output/replace_file.h"
#include "sim/run/simulation.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
    throw OutputError(file.string() + ": cannot be read: " + why);
}

std::vector<std::byte> bytes_of(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status)) refuse(file, "there is no such file");
    if (fs::is_directory(status)) refuse(file, "it is a folder");
    if (!fs::is_regular_file(status)) refuse(file, "it is no plain file");
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    if (!in) refuse(file, std::generic_category().message(errno));
    std::vector<std::byte> bytes(static_cast<std::size_t>(fs::file_size(file)));
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return bytes;
}

}  // namespace

void write_checkpoint(const fs::path& file, const Simulation& simulation, const RunRecorder& recorder, const BuildInfo& program) {
    replace_file(file, encode_checkpoint(simulation.world(), simulation.steps_made(), recorder.loaded(), recorder.save(), program));
}

Checkpoint read_checkpoint(const fs::path& file, const BuildInfo& program) {
    try {
        return decode_checkpoint(bytes_of(file), program);
    } catch (const CheckpointError& error) {
        refuse(file, error.what());
    }
}

void restore_results(const fs::path& file, const Checkpoint& checkpoint, RunRecorder& recorder) {
    try {
        recorder.restore(checkpoint.results);
    } catch (const BytesError& error) {
        refuse(file, std::string("the results in it do not fit: ") + error.what());
    }
}

CheckpointOutput::CheckpointOutput(fs::path file, double years, bool force) : file_(std::move(file)), years_(years) {
    check_replaceable(file_);
    std::error_code error;
    if (!force && fs::exists(file_, error)) throw OutputError(file_.string() + ": cannot be written: it exists; --force replaces it");
}

void CheckpointOutput::after_step(const Simulation& simulation, const RunRecorder& recorder) {
    // Counted from the run's start, so that a run that was resumed writes on the same dates. A thousandth of a step is rounding.
    const double step = simulation.scenario().time.step;
    const auto due = [&](std::size_t made) { return std::floor((static_cast<double>(made) + 1e-3) * step / years_); };
    if (due(simulation.steps_made()) > due(simulation.steps_made() - 1)) write(simulation, recorder);
}

void CheckpointOutput::write(const Simulation& simulation, const RunRecorder& recorder) {
    if (written_ == simulation.steps_made()) return;
    write_checkpoint(file_, simulation, recorder, build_info());
    written_ = simulation.steps_made();
}

}  // namespace enclosure
