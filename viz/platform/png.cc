#include "viz/platform/png.h"

#include <fmt/format.h>
#include <stb/stb_image_write.h>

#include <cstdint>
#include <string_view>

#include "viz/platform/output_file.h"
#include "viz/platform/platform_error.h"

namespace enclosure::viz {

namespace {

std::string big_endian(std::uint32_t value) {
    std::string text;
    for (unsigned shift = 32; shift > 0;) text += static_cast<char>((value >> (shift -= 8)) & 0xFFU);
    return text;
}

// The checksum of PNG chunks (ISO 3309).
std::uint32_t crc(std::string_view bytes) {
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~sum;
}

std::string text_chunk(const std::string& key, const std::string& text) {
    const std::string body = "tEXt" + key + '\0' + text;
    return big_endian(static_cast<std::uint32_t>(body.size() - 4)) + body + big_endian(crc(body));
}

}  // namespace

void write_png(const std::filesystem::path& file, const Pixels& pixels, const PngTexts& texts) {
    std::string bytes;
    const auto append = [](void* to, void* data, int size) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
    };
    const bool made = stbi_write_png_to_func(append, &bytes, pixels.width, pixels.height, 4, pixels.bytes.data(), pixels.width * 4) != 0;
    constexpr std::size_t header = 8 + 25;  // the signature and the first chunk, which texts come after
    if (!made || bytes.size() < header) throw PlatformError(fmt::format("cannot make {}: not enough memory", file.string()));
    std::string words;
    for (const auto& [key, text] : texts) words += text_chunk(key, text);
    bytes.insert(header, words);
    write_output(file, bytes);
}

}  // namespace enclosure::viz
