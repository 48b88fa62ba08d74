#include "base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>

#include "base/json_writer.h"
#include "base/unicode.h"

namespace bsup::core {
namespace {

namespace json = boost::json;

std::string_view Copy(std::pmr::memory_resource& arena, std::string_view text) {
  if (text.empty()) return {"", 0};
  auto* bytes = static_cast<char*>(arena.allocate(text.size(), 1));
  std::memcpy(bytes, text.data(), text.size());
  return {bytes, text.size()};
}

template <class T>
const T* CopyAll(std::pmr::memory_resource& arena, const T* from, std::size_t count) {
  if (count == 0) return nullptr;
  auto* to = static_cast<T*>(arena.allocate(count * sizeof(T), alignof(T)));
  std::uninitialized_copy_n(from, count, to);
  return to;
}

// Builds the tree from the parser's events: finished values wait on a stack until their container
// ends.
class TreeBuilder {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  TreeBuilder(std::string_view text, std::pmr::memory_resource& arena)
      : text_(text), arena_(arena) {}

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_array_begin(json::error_code&) { return Begin(); }
  bool on_object_begin(json::error_code&) { return Begin(); }

  bool on_array_end(std::size_t n, json::error_code& error) {
    const JsonNode* items = values_.data() + (values_.size() - n);
    const JsonNode array(CopyAll(arena_, items, n), static_cast<std::uint32_t>(n));
    values_.resize(values_.size() - n);
    return End(array, error);
  }

  bool on_object_end(std::size_t n, json::error_code& error) {
    const std::span<const std::string_view> keys(keys_.data() + (keys_.size() - n), n);
    if (const auto twice = FirstDuplicate(keys)) {
      problem_ = Problem{
          Path() + "/" + PointerToken(*twice),
          "this key is in one object twice, so it is not clear which is meant; send it once"};
      error = json::error::syntax;
      return false;
    }
    const JsonNode* values = values_.data() + (values_.size() - n);
    JsonMember* members = nullptr;
    if (n > 0) {
      members =
          static_cast<JsonMember*>(arena_.allocate(n * sizeof(JsonMember), alignof(JsonMember)));
      for (std::size_t i = 0; i < n; ++i)
        std::construct_at(members + i, JsonMember{keys[i], values[i]});
    }
    keys_.resize(keys_.size() - n);
    values_.resize(values_.size() - n);
    return End(JsonNode(members, static_cast<std::uint32_t>(n)), error);
  }

  bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return Part(part); }
  bool on_key(json::string_view last, std::size_t, json::error_code& error) {
    return Whole(last, key_, error);
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return Part(part); }
  bool on_string(json::string_view last, std::size_t, json::error_code& error) {
    std::string_view text;
    return Whole(last, text, error) && Add(JsonNode(text), error);
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t value, json::string_view, json::error_code& error) {
    return Add(JsonNode(value), error);
  }
  bool on_uint64(std::uint64_t value, json::string_view, json::error_code& error) {
    return Add(JsonNode(static_cast<double>(value)), error);
  }
  bool on_double(double value, json::string_view, json::error_code& error) {
    return Add(JsonNode(value), error);
  }
  bool on_bool(bool value, json::error_code& error) { return Add(JsonNode(value), error); }
  bool on_null(json::error_code& error) { return Add(JsonNode(), error); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

  [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }
  [[nodiscard]] JsonNode root() const { return values_.empty() ? JsonNode() : values_.back(); }

 private:
  struct Open {
    std::string_view key;   // under which the container stands, if in an object
    std::size_t first = 0;  // where its values begin in values_
  };

  bool Begin() {
    open_.push_back({key_, values_.size()});
    key_ = {};
    return true;
  }

  bool End(JsonNode node, json::error_code& error) {
    key_ = open_.back().key;
    open_.pop_back();
    return Add(node, error);
  }

  bool Add(JsonNode node, json::error_code& error) {
    if (++total_ > JsonDocument::kMostValues) {
      problem_ = Problem{Path(), "here are more than " + std::to_string(JsonDocument::kMostValues) +
                                     " values in one document; send one case at a time, and leave "
                                     "out long lists that are not about it"};
      error = json::error::syntax;
      return false;
    }
    if (key_.data() != nullptr) keys_.push_back(key_);
    values_.push_back(node);
    key_ = {};
    return true;
  }

  bool Part(json::string_view part) {
    partial_.append(part.data(), part.size());
    return true;
  }

  bool Whole(json::string_view last, std::string_view& text, json::error_code& error) {
    text = {last.data(), last.size()};
    if (!partial_.empty()) {
      partial_.append(text);
      text = Copy(arena_, partial_);
      partial_.clear();
    } else if (text.data() < text_.data() ||
               text.data() + text.size() > text_.data() + text_.size()) {
      text = Copy(arena_, text);
    }
    if (std::memchr(text.data(), '\0', text.size()) == nullptr) return true;
    problem_ = Problem{
        Path(), "a text here holds a NUL character, which no name or note has; send it without"};
    error = json::error::syntax;
    return false;
  }

  std::optional<std::string_view> FirstDuplicate(std::span<const std::string_view> keys) {
    if (keys.size() <= 12) {
      for (std::size_t i = 1; i < keys.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          if (keys[i] == keys[j]) return keys[i];
        }
      }
      return std::nullopt;
    }
    sorted_.assign(keys.begin(), keys.end());
    // Length first: most keys differ in it, and any total order will do to bring equal ones
    // together.
    std::sort(sorted_.begin(), sorted_.end(), [](std::string_view a, std::string_view b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    const auto twice = std::adjacent_find(sorted_.begin(), sorted_.end());
    if (twice == sorted_.end()) return std::nullopt;
    return *twice;
  }

  // Where the innermost open container stands.
  [[nodiscard]] std::string Path() const {
    std::string path;
    for (std::size_t i = 1; i < open_.size(); ++i) {
      path += '/';
      path += open_[i].key.data() != nullptr ? PointerToken(open_[i].key)
                                             : std::to_string(open_[i].first - open_[i - 1].first);
    }
    return path;
  }

  std::string_view text_;
  std::pmr::memory_resource& arena_;
  std::string_view key_;
  std::string partial_;
  // Of containers that are open: their values, and the keys of those that are objects.
  std::vector<JsonNode> values_;
  std::vector<std::string_view> keys_;
  std::vector<Open> open_;
  std::vector<std::string_view> sorted_;
  std::size_t total_ = 0;
  std::optional<Problem> problem_;
};

// UTF-16 code unit order, as RFC 8785 sorts keys. It differs from byte order only where a character
// beyond U+FFFF meets one from U+E000 on.
bool Utf16Less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  const auto left = static_cast<unsigned char>(*x);
  const auto right = static_cast<unsigned char>(*y);
  const bool left_pair = left >= 0xF0;
  const bool right_pair = right >= 0xF0;
  if (left_pair != right_pair && left >= 0xEE && right >= 0xEE) return left_pair;
  return left < right;
}

}  // namespace

std::span<const JsonNode> JsonNode::items() const {
  if (!is_array()) return {};
  return {value_.items, size_};
}

std::span<const JsonMember> JsonNode::members() const {
  if (!is_object()) return {};
  return {value_.members, size_};
}

const JsonNode* JsonNode::Find(std::string_view key) const {
  for (const JsonMember& member : members()) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

const JsonNode* JsonNode::At(std::string_view pointer) const {
  const JsonNode* node = this;
  while (!pointer.empty() && node != nullptr) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const std::string_view token = pointer.substr(0, end);
    pointer.remove_prefix(end);
    if (node->is_array()) {
      std::size_t index = 0;
      const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), index);
      const bool whole = error == std::errc() && stop == token.data() + token.size() &&
                         (token.size() == 1 || token[0] != '0');  // RFC 6901: no leading zero
      node = whole && index < node->items().size() ? &node->items()[index] : nullptr;
    } else if (token.find('~') == std::string_view::npos) {
      node = node->Find(token);
    } else {
      std::string key;
      for (std::size_t i = 0; i < token.size(); ++i) {
        const bool escaped = token[i] == '~' && i + 1 < token.size();
        key += escaped ? (token[++i] == '1' ? '/' : '~') : token[i];
      }
      node = node->Find(key);
    }
  }
  return node;
}

std::string_view JsonNode::KindName() const {
  switch (kind_) {
    case JsonKind::kNull: return "null";
    case JsonKind::kBool: return "true or false";
    case JsonKind::kInteger: return "a whole number";
    case JsonKind::kDouble: return "a number";
    case JsonKind::kString: return "a text";
    case JsonKind::kArray: return "a list";
    case JsonKind::kObject: return "an object";
  }
  return "";
}

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// What a text that is not UTF-8 seems to be written in; empty for UTF-8.
std::string_view OtherEncoding(std::string_view text) {
  const std::string_view first = text.substr(0, 2);
  if (first == "\xFF\xFE" || first == "\xFE\xFF" || first.find('\0') != std::string_view::npos)
    return "UTF-16";
  return IsUtf8(text) ? "" : "Latin-1 or Windows-1252";
}

}  // namespace

Result<JsonDocument> JsonDocument::Parse(std::string_view text, std::string_view name) {
  const std::string where(name);
  if (text.size() > kMostBytes) {
    return Error(Status::kBadInput, where,
                 "it is " + std::to_string(text.size()) + " bytes long; at most " +
                     std::to_string(kMostBytes) + " are read. Send one case at a time");
  }
  const std::size_t mark = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  text.remove_prefix(mark);
  JsonDocument document;
  document.arena_ = std::make_unique<std::pmr::monotonic_buffer_resource>(text.size() / 2 + 1024);
  json::parse_options options;
  options.max_depth = kMostDepth;
  json::basic_parser<TreeBuilder> parser(options, text, *document.arena_);
  json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read < text.size()) error = json::error::extra_data;
  if (!error && !parser.done()) error = json::error::incomplete;
  if (error) {
    if (parser.handler().problem()) {
      Problem problem = *parser.handler().problem();
      problem.where = where + problem.where;
      return Error(Status::kBadInput, std::vector<Problem>{std::move(problem)});
    }
    std::string what = "not valid JSON: " + error.message();
    if (error == json::error::incomplete)
      what = "not valid JSON: it ends in the middle; was it cut off?";
    if (error == json::error::too_deep) {
      what = "nested more than " + std::to_string(kMostDepth) + " deep; no case is";
    }
    if (error == json::error::syntax) {
      if (const std::string_view other = OtherEncoding(text); !other.empty())
        what = "not UTF-8; it seems to be " + std::string(other) + ". Send it as UTF-8";
    }
    return Error(Status::kBadInput, where + ":byte " + std::to_string(mark + read),
                 std::move(what));
  }
  document.root_ = parser.handler().root();
  return document;
}

std::string PointerToken(std::string_view text) {
  std::string token;
  for (char c : text) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

void WriteCanonical(const JsonNode& node, JsonWriter& writer) {
  switch (node.kind()) {
    case JsonKind::kNull: return writer.Null();
    case JsonKind::kBool: return writer.Bool(node.boolean());
    case JsonKind::kInteger: return writer.Integer(node.integer());
    case JsonKind::kDouble: return writer.Integer(static_cast<std::int64_t>(node.number()));
    case JsonKind::kString: return writer.String(node.string());
    case JsonKind::kArray:
      writer.Array();
      for (const JsonNode& item : node.items()) WriteCanonical(item, writer);
      return writer.EndArray();
    case JsonKind::kObject: {
      std::vector<const JsonMember*> members;
      for (const JsonMember& member : node.members()) members.push_back(&member);
      std::sort(members.begin(), members.end(),
                [](const JsonMember* a, const JsonMember* b) { return Utf16Less(a->key, b->key); });
      writer.Object();
      for (const JsonMember* member : members) {
        writer.Key(member->key);
        WriteCanonical(member->value, writer);
      }
      return writer.EndObject();
    }
  }
}

std::string CanonicalJson(const JsonNode& node) {
  JsonWriter writer;
  WriteCanonical(node, writer);
  return writer.Take();
}

}  // namespace bsup::core
