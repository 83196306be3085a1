// Values as bytes and back: little-endian, IEEE 754, every length as 64 bits, every column with the kind and the width of its numbers.
// Invariant: a reader never reads past the end and never asks for more memory than the bytes that are left can fill.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace enclosure {

static_assert(std::endian::native == std::endian::little, "bytes of columns are copied as they are; another order needs a swap here");
static_assert(std::numeric_limits<double>::is_iec559 && std::numeric_limits<float>::is_iec559);

/// The bytes end too early, or hold something else than what is asked for.
struct BytesError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What the numbers of a column are.
enum class ByteKind : std::uint8_t { unsigned_integer = 'u', signed_integer = 'i', real = 'f', text = 's' };

/// Kind and width in bytes of a plain value; a row's id is the integer that it holds, a choice the integer that stands for it.
template <class T>
constexpr ByteKind kind_of() {
    if constexpr (std::is_floating_point_v<T>) return ByteKind::real;
    if constexpr (std::is_enum_v<T>) return kind_of<std::underlying_type_t<T>>();
    if constexpr (std::is_unsigned_v<T>) return ByteKind::unsigned_integer;
    return ByteKind::signed_integer;
}

class ByteWriter {
  public:
    template <class T>
    requires std::is_arithmetic_v<T>
    void put(T value) { append(&value, sizeof value); }

    void put(std::string_view text) {
        put(std::uint64_t{text.size()});
        append(text.data(), text.size());
    }

    /// A column: kind, width, number of values, values.
    template <class T, class Allocator>
    void put(const std::vector<T, Allocator>& column) {
        static_assert(std::is_trivially_copyable_v<T>);
        put(static_cast<std::uint8_t>(kind_of<T>()));
        put(static_cast<std::uint8_t>(sizeof(T)));
        put(std::uint64_t{column.size()});
        append(column.data(), column.size() * sizeof(T));
    }

    void put(const std::vector<std::string>& column) {
        put(static_cast<std::uint8_t>(ByteKind::text));
        put(std::uint8_t{0});
        put(std::uint64_t{column.size()});
        for (const std::string& text : column) put(std::string_view{text});
    }

    void append(const void* from, std::size_t size) {
        const auto* bytes = static_cast<const std::byte*>(from);
        bytes_.insert(bytes_.end(), bytes, bytes + size);
    }

    const std::vector<std::byte>& bytes() const { return bytes_; }

  private:
    std::vector<std::byte> bytes_;
};

class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes) : left_(bytes) {}

    bool at_end() const { return left_.empty(); }

    template <class T>
    requires std::is_arithmetic_v<T>
    void get(T& value) { std::memcpy(&value, take(sizeof value).data(), sizeof value); }

    void get(std::string& text) {
        const std::span<const std::byte> bytes = take(count(1));
        text.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }

    template <class T, class Allocator>
    void get(std::vector<T, Allocator>& column) {
        static_assert(std::is_trivially_copyable_v<T>);
        expect(static_cast<std::uint8_t>(kind_of<T>()), sizeof(T));
        column.resize(count(sizeof(T)));
        const std::span<const std::byte> bytes = take(column.size() * sizeof(T));
        if (!bytes.empty()) std::memcpy(static_cast<void*>(column.data()), bytes.data(), bytes.size());
    }

    void get(std::vector<std::string>& column) {
        expect(static_cast<std::uint8_t>(ByteKind::text), 0);
        column.resize(count(sizeof(std::uint64_t)));
        for (std::string& text : column) get(text);
    }

    template <class T>
    T next() {
        T value{};
        get(value);
        return value;
    }

    std::span<const std::byte> take(std::size_t size) {
        if (size > left_.size()) throw BytesError("it ends too early");
        const std::span<const std::byte> taken = left_.first(size);
        left_ = left_.subspan(size);
        return taken;
    }

  private:
    std::size_t count(std::size_t width) {
        const auto n = next<std::uint64_t>();
        if (n > left_.size() / width) throw BytesError("it ends too early");
        return static_cast<std::size_t>(n);
    }

    void expect(std::uint8_t kind, std::size_t width) {
        const auto has_kind = next<std::uint8_t>();
        const auto has_width = next<std::uint8_t>();
        if (has_kind != kind || has_width != width) throw BytesError("a column has values of another type");
    }

    std::span<const std::byte> left_;
};

}  // namespace enclosure
