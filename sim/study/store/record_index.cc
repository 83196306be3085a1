#include "sim/study/store/record_index.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "sim/base/hash.h"
#include "sim/output/output_error.h"

namespace enclosure {

namespace {

// A process may map so many files at once, and no more (vm.max_map_count), so not all segments stay mapped.
constexpr std::size_t most_mapped = 4096;

bool payload_is_whole(std::span<const std::byte> payload, const RecordHead& head) {
    return hash_bytes(payload.data(), payload.size()) == head.payload_hash;
}

}  // namespace

RecordIndex::RecordIndex(const std::vector<std::filesystem::path>& folders, Scan scan) {
    for (const std::filesystem::path& folder : folders) {
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
            if (entry.path().extension() == ".seg" && entry.is_regular_file()) segments_.push_back(entry.path());
        }
        if (error && error != std::errc::no_such_file_or_directory) {
            throw OutputError("cannot read " + folder.string() + ": " + error.message());
        }
    }
    std::sort(segments_.begin(), segments_.end());
    for (std::uint32_t k = 0; k < segments_.size(); ++k) scan_segment(k, scan);
    sort_records();
}

// Where a record is not whole the next one is looked for by its magic: one bad byte costs one record.
void RecordIndex::scan_segment(std::uint32_t segment, Scan scan) {
    const MappedFile file(segments_[segment]);
    const std::span<const std::byte> bytes = file.bytes();
    bytes_ += bytes.size();
    const auto magic = record_magic();
    std::size_t at = 0;
    bool in_damage = false;
    while (at < bytes.size()) {
        const std::optional<RecordHead> head = decode_head(bytes.subspan(at));
        const std::size_t left = bytes.size() - at;
        const bool whole = head && head->payload_bytes <= left - record_head_bytes &&
                           (scan == Scan::heads || payload_is_whole(bytes.subspan(at + record_head_bytes, head->payload_bytes), *head));
        if (whole) {
            std::uint64_t digest = hash_bytes(bytes.data() + at, record_head_bytes);
            records_.push_back({head->key, digest, at, segment, head->outcome});
            at += record_head_bytes + head->payload_bytes;
            in_damage = false;
            continue;
        }
        if (!in_damage) ++damaged_;
        in_damage = true;
        const auto next = std::search(bytes.begin() + static_cast<std::ptrdiff_t>(at) + 1, bytes.end(), magic.begin(), magic.end());
        at = static_cast<std::size_t>(next - bytes.begin());
    }
}

void RecordIndex::sort_records() {
    std::stable_sort(records_.begin(), records_.end(), [](const StoredRecord& a, const StoredRecord& b) { return a.key < b.key; });
    std::size_t kept = 0;
    for (const StoredRecord& record : records_) {
        if (kept > 0 && records_[kept - 1].key == record.key) {
            ++duplicates_;
            const bool known = !conflicts_.empty() && conflicts_.back() == record.key;
            if (records_[kept - 1].digest != record.digest && !known) conflicts_.push_back(record.key);
        } else {
            if (record.outcome == Outcome::failed) ++failed_;
            records_[kept++] = record;
        }
    }
    records_.resize(kept);
}

const StoredRecord* RecordIndex::find(const RunKey& key) const {
    const auto found =
        std::lower_bound(records_.begin(), records_.end(), key, [](const StoredRecord& a, const RunKey& b) { return a.key < b; });
    return found != records_.end() && found->key == key ? &*found : nullptr;
}

std::span<const std::byte> RecordIndex::segment_bytes_of(std::uint32_t segment) const {
    auto found = mapped_.find(segment);
    if (found == mapped_.end()) {
        if (mapped_.size() >= most_mapped) mapped_.erase(mapped_.begin());
        found = mapped_.emplace(segment, MappedFile(segments_[segment])).first;
    }
    return found->second.bytes();
}

std::optional<Record> RecordIndex::read(const StoredRecord& stored, const RecordLayout& layout) const {
    const std::span<const std::byte> bytes = segment_bytes_of(stored.segment).subspan(stored.offset);
    const std::optional<RecordHead> head = decode_head(bytes);
    if (!head || head->payload_bytes > bytes.size() - record_head_bytes) return std::nullopt;
    Record record;
    record.head = *head;
    if (!decode_payload(bytes.subspan(record_head_bytes, head->payload_bytes), layout, record)) return std::nullopt;
    return record;
}

}  // namespace enclosure
