#include "coded_lists.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "shared_batch.h"

namespace bsup_python {
namespace {

// The ids that were met, and their places in order of first appearance.
class Dictionary {
 public:
  std::int16_t CodeOf(std::string_view id) {
    // Rules come in the order of the pack: what followed last time mostly follows again.
    if (const std::size_t guess = followed_by_[last_]; guess < ids_.size() && ids_[guess] == id) {
      last_ = guess;
      return static_cast<std::int16_t>(guess);
    }
    const auto [at, is_new] = codes_.try_emplace(id, ids_.size());
    if (is_new) Add(id);
    followed_by_[last_] = at->second;
    last_ = at->second;
    return static_cast<std::int16_t>(last_);
  }
  [[nodiscard]] const std::vector<std::string_view>& ids() const { return ids_; }

 private:
  void Add(std::string_view id) {
    if (ids_.size() > std::numeric_limits<std::int16_t>::max()) {
      const std::string what = "the policies name more than 32,768 ids; advise by fewer at a time";
      throw bsup::Error(BSUP_BAD_INPUT, what, {{"", what}});
    }
    ids_.push_back(id);
    followed_by_.push_back(0);
  }

  std::vector<std::string_view> ids_;  // of the column's own text
  std::unordered_map<std::string_view, std::size_t> codes_;
  std::vector<std::size_t> followed_by_ = {0};
  std::size_t last_ = 0;
};

// What stands behind a coded column.
struct Coded {
  std::vector<std::int16_t> codes;
  std::vector<std::int32_t> ends = {0};
  std::string text;
  std::array<const void*, 2> code_buffers{};
  std::array<const void*, 3> text_buffers{};
  ArrowArray dictionary{};
};

// The dictionary ends with the codes, and is no other's to release.
ArrowArray ArrayOf(std::unique_ptr<Coded> coded) {
  coded->codes.reserve(1);  // there even where it is empty, since not every library takes NULL
  coded->text.reserve(1);
  coded->code_buffers = {nullptr, coded->codes.data()};
  coded->text_buffers = {nullptr, coded->ends.data(), coded->text.data()};
  coded->dictionary.length = static_cast<std::int64_t>(coded->ends.size()) - 1;
  coded->dictionary.n_buffers = 3;
  coded->dictionary.buffers = coded->text_buffers.data();
  coded->dictionary.release = [](ArrowArray* self) { self->release = nullptr; };
  ArrowArray array{};
  array.length = static_cast<std::int64_t>(coded->codes.size());
  array.n_buffers = 2;
  array.buffers = coded->code_buffers.data();
  array.dictionary = &coded->dictionary;
  array.private_data = coded.release();
  array.release = [](ArrowArray* self) {
    delete static_cast<Coded*>(self->private_data);
    self->release = nullptr;
  };
  return array;
}

// The ids of all lists, one after the other. None of them is null: the library says so.
ArrowArray Encoded(const ArrowArray& texts) {
  const auto* ends = static_cast<const std::int32_t*>(texts.buffers[1]) + texts.offset;
  const auto* text = static_cast<const char*>(texts.buffers[2]);
  auto coded = std::make_unique<Coded>();
  coded->codes.reserve(static_cast<std::size_t>(texts.length));
  Dictionary dictionary;
  for (std::int64_t i = 0; i < texts.length; ++i) {
    const auto size = static_cast<std::size_t>(ends[i + 1] - ends[i]);
    coded->codes.push_back(dictionary.CodeOf({text + ends[i], size}));
  }
  for (const std::string_view id : dictionary.ids()) {
    coded->text += id;
    coded->ends.push_back(static_cast<std::int32_t>(coded->text.size()));
  }
  return ArrayOf(std::move(coded));
}

struct CodedSchema {
  std::string name;
  ArrowSchema dictionary{};
};

ArrowSchema Encoded(const ArrowSchema& texts) {
  auto coded = std::make_unique<CodedSchema>();
  coded->name = texts.name;
  coded->dictionary.format = "u";
  coded->dictionary.name = "";
  coded->dictionary.release = [](ArrowSchema* self) { self->release = nullptr; };
  ArrowSchema schema{};
  schema.format = "s";
  schema.name = coded->name.c_str();
  schema.flags = texts.flags;
  schema.dictionary = &coded->dictionary;
  schema.private_data = coded.release();
  schema.release = [](ArrowSchema* self) {
    delete static_cast<CodedSchema*>(self->private_data);
    self->release = nullptr;
  };
  return schema;
}

// A child is moved out of its parent, and the coded one into its place.
template <class Struct>
void Replace(Struct* child) {
  const Struct coded = Encoded(*child);
  child->release(child);
  *child = coded;
}

}  // namespace

void CodeLists(std::size_t first, bsup::Batch* advice) {
  for (auto i = static_cast<std::int64_t>(first); i < advice->schema.n_children; ++i) {
    const ArrowSchema& column = *advice->schema.children[i];
    if (std::string_view(column.format) != "+l") continue;
    if (std::string_view(column.children[0]->format) != "u") continue;
    Replace(advice->array.children[i]->children[0]);
    Replace(column.children[0]);
  }
}

}  // namespace bsup_python
