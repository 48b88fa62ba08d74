// Writes JSON in the order it is told, without spaces, escaping no more than RFC 8785 does.
//
// Object, then Member or Key and a value any number of times, then EndObject; arrays likewise; at
// the end Take.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"

namespace bsup::core {

// Writes into a buffer of its own: advice is mostly short texts, and room is made for each but
// once.
class JsonWriter {
 public:
  JsonWriter() : JsonWriter(1024) {}
  // Begins with room for `bytes`, and makes more as needed.
  explicit JsonWriter(std::size_t bytes);

  void Object() { Open('{'); }
  void EndObject() { Close('}'); }
  void Array() { Open('['); }
  void EndArray() { Close(']'); }
  void Key(std::string_view key);
  // A key written in the program, which needs no escaping.
  template <std::size_t N>
  void Key(const char (&literal)[N]) {
    PlainKey({literal, N - 1});
  }
  // A key that holds no quote, backslash or control character: an id of a fact or rule.
  void PlainKey(std::string_view key) {
    Need(key.size() + 4);
    Comma();
    *at_++ = '"';
    std::memcpy(at_, key.data(), key.size());
    at_ += key.size();
    *at_++ = '"';
    *at_++ = ':';
    comma_ = false;
  }
  void Null() { Raw("null"); }
  void Bool(bool value) { Raw(value ? "true" : "false"); }
  void Integer(std::int64_t value);
  void String(std::string_view value);

  // A value by its type: a list is an array, and nothing is null.
  void Value(std::string_view text) { String(text); }
  void Value(const char* text) { String(text); }
  void Value(std::same_as<bool> auto flag) { Bool(flag); }
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) void Value(Number number) {
    Integer(static_cast<std::int64_t>(number));
  }
  void Value(Day day);
  void Value(std::nullptr_t) { Null(); }
  template <class T>
  void Value(const std::optional<T>& value) {
    value ? Value(*value) : Null();
  }
  template <class T>
  void Value(const std::vector<T>& list) {
    Array();
    for (const T& item : list) Value(item);
    EndArray();
  }

  // A key as PlainKey has it, and its value, or the start of an object or array.
  template <class T>
  void Member(std::string_view key, const T& value) {
    PlainKey(key);
    Value(value);
  }

  void Object(std::string_view key) {
    PlainKey(key);
    Object();
  }
  void Array(std::string_view key) {
    PlainKey(key);
    Array();
  }

  // What was written; the writer begins anew.
  std::string Take();

 private:
  // At least `bytes` of room at `at_`.
  void Need(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) Grow(bytes);
  }
  void Grow(std::size_t bytes);
  void Comma() {
    *at_ = ',';
    at_ += comma_ ? 1 : 0;
    comma_ = true;
  }
  void Open(char bracket) {
    Need(2);
    Comma();
    *at_++ = bracket;
    comma_ = false;
  }
  void Close(char bracket) {
    Need(1);
    *at_++ = bracket;
    comma_ = true;
  }
  void Raw(std::string_view text) {
    Need(text.size() + 1);
    Comma();
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  void Quoted(std::string_view text);
  void Escaped(unsigned char c);

  std::unique_ptr<char[]> buffer_;
  char* at_;
  char* end_;
  bool comma_ = false;
};

}  // namespace bsup::core
