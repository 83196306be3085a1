#include "sim/study/store/record.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "sim/base/hash.h"

namespace enclosure {

namespace {

static_assert(std::endian::native == std::endian::little, "segments are written in the order of the processor");

constexpr std::size_t magic_bytes = 8;
constexpr char magic_text[magic_bytes + 1] = "ENCLRUN1";

template <class T>
void put(std::vector<std::byte>& bytes, const T& value) {
    const auto* const first = reinterpret_cast<const std::byte*>(&value);
    bytes.insert(bytes.end(), first, first + sizeof value);
}

void put_text(std::vector<std::byte>& bytes, const std::string& text) {
    const auto* const first = reinterpret_cast<const std::byte*>(text.data());
    bytes.insert(bytes.end(), first, first + text.size());
}

/// Takes values off the front; what is not there reads as 0 and makes it bad.
class Taker {
  public:
    explicit Taker(std::span<const std::byte> bytes) : bytes_(bytes) {}

    template <class T>
    T take() {
        T value{};
        if (bytes_.size() < sizeof value) {
            good_ = false;
            return value;
        }
        std::memcpy(&value, bytes_.data(), sizeof value);
        bytes_ = bytes_.subspan(sizeof value);
        return value;
    }
    bool good() const { return good_; }

  private:
    std::span<const std::byte> bytes_;
    bool good_ = true;
};

std::vector<std::byte> payload_of(const Record& record, bool doubles) {
    std::vector<std::byte> bytes;
    if (record.failure) {
        put_text(bytes, record.failure->stage);
        bytes.push_back(std::byte{0});
        put_text(bytes, record.failure->message);
        return bytes;
    }
    bytes.reserve(record.metrics.size() * 8 + record.begins.size() * 4 + record.series.size() * (doubles ? 8 : 4));
    for (const double value : record.metrics) put(bytes, value);
    for (const std::uint32_t count : record.begins) put(bytes, count);
    for (const double value : record.series) {
        if (doubles) {
            put(bytes, value);
        } else {
            put(bytes, static_cast<float>(value));
        }
    }
    return bytes;
}

RunFailure failure_of(std::span<const std::byte> payload) {
    const std::string text(reinterpret_cast<const char*>(payload.data()), payload.size());
    const std::size_t end = std::min(text.find('\0'), text.size());
    return {text.substr(0, end), end < text.size() ? text.substr(end + 1) : ""};
}

}  // namespace

std::span<const std::byte> record_magic() {
    return {reinterpret_cast<const std::byte*>(magic_text), magic_bytes};
}

std::vector<std::byte> encode_record(Record& record, bool doubles) {
    const std::vector<std::byte> payload = payload_of(record, doubles);
    RecordHead& head = record.head;
    head.outcome = record.failure ? Outcome::failed : Outcome::ended;
    head.payload_bytes = payload.size();
    head.payload_hash = hash_bytes(payload.data(), payload.size());
    std::vector<std::byte> bytes(record_magic().begin(), record_magic().end());
    bytes.reserve(record_head_bytes + payload.size());
    put(bytes, head.key.high);
    put(bytes, head.key.low);
    put(bytes, head.seed);
    put(bytes, head.state_hash);
    put(bytes, head.steps);
    put(bytes, head.outcome);
    put(bytes, head.payload_bytes);
    put(bytes, head.payload_hash);
    put(bytes, hash_bytes(bytes.data(), bytes.size()));
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}

std::optional<RecordHead> decode_head(std::span<const std::byte> bytes) {
    if (bytes.size() < record_head_bytes || std::memcmp(bytes.data(), magic_text, magic_bytes) != 0) return std::nullopt;
    Taker taker(bytes.subspan(magic_bytes, record_head_bytes - magic_bytes));
    RecordHead head;
    head.key.high = taker.take<std::uint64_t>();
    head.key.low = taker.take<std::uint64_t>();
    head.seed = taker.take<std::int64_t>();
    head.state_hash = taker.take<std::uint64_t>();
    head.steps = taker.take<std::uint32_t>();
    const auto outcome = taker.take<std::uint32_t>();
    head.payload_bytes = taker.take<std::uint64_t>();
    head.payload_hash = taker.take<std::uint64_t>();
    const auto hash = taker.take<std::uint64_t>();
    if (outcome > static_cast<std::uint32_t>(Outcome::failed)) return std::nullopt;
    if (hash != hash_bytes(bytes.data(), record_head_bytes - sizeof hash)) return std::nullopt;
    head.outcome = static_cast<Outcome>(outcome);
    return head;
}

bool decode_payload(std::span<const std::byte> payload, const RecordLayout& layout, Record& record) {
    const RecordHead& head = record.head;
    if (payload.size() != head.payload_bytes || hash_bytes(payload.data(), payload.size()) != head.payload_hash) return false;
    if (head.outcome == Outcome::failed) {
        record.failure = failure_of(payload);
        return true;
    }
    if (payload.size() != layout.payload_bytes()) return false;
    Taker taker(payload);
    record.metrics.resize(layout.metrics);
    for (double& value : record.metrics) value = taker.take<double>();
    record.begins.resize(layout.events);
    for (std::uint32_t& count : record.begins) count = taker.take<std::uint32_t>();
    record.series.resize(layout.values);
    for (double& value : record.series) value = layout.doubles ? taker.take<double>() : static_cast<double>(taker.take<float>());
    return taker.good();
}

}  // namespace enclosure
