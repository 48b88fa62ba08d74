#include "trail/seal/packing.h"

#include <zstd.h>

#include <cstdint>
#include <mutex>
#include <new>

#include "trail/seal/packing_example.h"

namespace bsup::core {

struct ZstdFree {
  void operator()(ZSTD_CCtx* made) const { ZSTD_freeCCtx(made); }
  void operator()(ZSTD_DCtx* made) const { ZSTD_freeDCtx(made); }
  void operator()(ZSTD_CDict* made) const { ZSTD_freeCDict(made); }
  void operator()(ZSTD_DDict* made) const { ZSTD_freeDDict(made); }
};
template <class T>
using ZstdOwned = std::unique_ptr<T, ZstdFree>;

namespace {

// A judgement between time and room.
constexpr int kLevel = 5;

// zstd's magic numbers (RFC 8878), as bytes: of a frame, and of one that says nothing.
constexpr std::string_view kFrame("\x28\xB5\x2F\xFD", 4);
constexpr std::string_view kSkipped("\x50\x2A\x4D\x18", 4);
constexpr std::size_t kSkippedHead = 8;  // its magic number, and its length

template <class T>
T* OrThrow(T* made) {
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

Error NotWhole(std::string why) { return {Status::kBadInput, "", std::move(why)}; }

}  // namespace

struct Dictionary::Tables {
  std::string bytes;
  ZstdOwned<ZSTD_DDict> unpacking;
  std::once_flag first_packed;
  ZstdOwned<ZSTD_CDict> packing;  // larger, and only needed by who writes
};

Dictionary::Dictionary(std::string_view document) : tables_(std::make_unique<Tables>()) {
  std::string& bytes = tables_->bytes;
  bytes.reserve(document.size() + sizeof(kPackingExample));
  bytes += document;
  bytes.append(kPackingExample, sizeof(kPackingExample));
  tables_->unpacking.reset(OrThrow(ZSTD_createDDict(bytes.data(), bytes.size())));
}

Dictionary::~Dictionary() = default;

std::shared_ptr<const Dictionary> Dictionary::Of(std::string_view document) {
  return std::shared_ptr<const Dictionary>(new Dictionary(document));
}

std::string Dictionary::Pack(std::string_view text) const {
  std::call_once(tables_->first_packed, [this] {
    tables_->packing.reset(
        OrThrow(ZSTD_createCDict(tables_->bytes.data(), tables_->bytes.size(), kLevel)));
  });
  const ZstdOwned<ZSTD_CCtx> context(OrThrow(ZSTD_createCCtx()));
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size =
      ZSTD_compress_usingCDict(context.get(), packed.data(), packed.size(), text.data(),
                               text.size(), tables_->packing.get());
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // the only way to fail where there is room
  packed.resize(size);
  return packed;
}

bool IsPacked(std::string_view text) { return text.starts_with(kFrame); }

std::string Padded(std::string text, std::size_t step) {
  std::size_t missing = (step - text.size() % step) % step;
  if (!IsPacked(text)) return std::move(text.append(missing, ' '));
  if (missing == 0) return text;
  if (missing < kSkippedHead) missing += step;
  text += kSkipped;
  for (std::size_t size = missing - kSkippedHead, i = 0; i < 4; ++i, size >>= 8) {
    text += static_cast<char>(size & 0xFF);
  }
  text.append(missing - kSkippedHead, '\0');
  return text;
}

Result<std::string> Unpack(std::string_view padded, const Dictionary* dictionary) {
  if (!IsPacked(padded)) {
    return std::string(padded.substr(0, padded.find_last_not_of(' ') + 1));
  }
  if (dictionary == nullptr) return NotWhole("the text is packed, and its dictionary is missing");
  const std::size_t frame = ZSTD_findFrameCompressedSize(padded.data(), padded.size());
  if (ZSTD_isError(frame) != 0) return NotWhole("the packed text is cut off");
  const std::string_view rest = padded.substr(frame);
  if (!rest.empty() && (!rest.starts_with(kSkipped) ||
                        ZSTD_findFrameCompressedSize(rest.data(), rest.size()) != rest.size())) {
    return NotWhole("something follows the packed text");
  }
  const std::uint64_t size = ZSTD_getFrameContentSize(padded.data(), frame);
  if (size > kMostUnpackedBytes) {  // or it does not say
    return NotWhole("the packed text is longer than " + std::to_string(kMostUnpackedBytes) +
                    " bytes, or does not say how long it is");
  }
  const ZstdOwned<ZSTD_DCtx> context(OrThrow(ZSTD_createDCtx()));
  std::string text(size, '\0');
  const std::size_t unpacked =
      ZSTD_decompress_usingDDict(context.get(), text.data(), text.size(), padded.data(), frame,
                                 dictionary->tables_->unpacking.get());
  if (ZSTD_isError(unpacked) != 0 || unpacked != size) {
    return NotWhole("the packed text cannot be unpacked");
  }
  return text;
}

}  // namespace bsup::core
