#include "trail/verify/heads.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace bsup::core {
namespace {

// A checkpoint whose signatures were taken away, with or without the blank line before them.
bool IsUnsigned(std::string_view note) {
  if (Checkpoint::Parse(note)) return true;
  return note.ends_with("\n\n") && Checkpoint::Parse(note.substr(0, note.size() - 1));
}

bool ParseWhole(std::string_view text, std::int64_t* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

std::string Records(std::uint64_t records) {
  return std::to_string(records) + (records == 1 ? " record" : " records");
}

}  // namespace

Checked HeadCheck::ReadOwn() {
  std::string origin;
  std::string vkey;
  BSUP_TRY(ReadAbout(&origin, &vkey));
  const Result<VerifierKey> own_key = VerifierKey::Parse(vkey);
  if (options_->key) {
    signer_ = *options_->key;
  } else if (own_key) {
    signer_ = *own_key;
  } else {
    return Tampered("the trail's own key is not a key: " + own_key.error().Message());
  }
  BSUP_TRY(ReadNote());
  if (own_key && *own_key != signer_ && own_key->name == signer_.name &&
      note_->SignedBy(*own_key)) {
    return WrongKey(
        "the key was changed: this head is signed by it and by the one that follows it; "
        "ask for that key");
  }
  if (!own_key || *own_key != signer_) {
    return Tampered("the trail's own key is not the one that signs its head");
  }
  if (origin != signer_.name) return Tampered("the trail's origin is not its key's name");
  if (own_.origin != signer_.name) return Tampered("the head is of another trail");
  return cosigned_.Begin(signer_);
}

Checked HeadCheck::ReadAbout(std::string* origin, std::string* vkey) {
  BSUP_TRY(SqliteStatement about, store_->Prepare("SELECT name, value FROM about_trail"));
  for (;;) {
    BSUP_TRY(const bool row, about.Step());
    if (!row) break;
    const std::string_view name = about.Blob(0);
    const std::string_view value = about.Blob(1);
    if (name == "origin") {
      *origin = value;
    } else if (name == "vkey") {
      *vkey = value;
    } else if (name != "vault_changes" || !ParseWhole(value, &vault_changes_)) {
      return Tampered("the trail has an entry about itself that no trail has");
    }
  }
  return {};
}

Checked HeadCheck::ReadNote() {
  BSUP_TRY(SqliteStatement head, store_->Prepare("SELECT size, note FROM head"));
  BSUP_TRY(const bool row, head.Step());
  if (!row) return Tampered("the head is missing");
  const std::string_view text = head.Blob(1);
  const Result<Note> note = Note::Parse(text);
  if (!note) {
    if (IsUnsigned(text)) return WrongKey("the head is not signed");
    return Tampered("the head is not a note: " + note.error().Message());
  }
  if (!note->SignedBy(signer_)) {
    return WrongKey(options_->key ? "the head is not signed by the key that was given"
                                  : "the head is not signed by the trail's own key");
  }
  Result<Checkpoint> tree = Checkpoint::Parse(note->text);
  if (!tree) return Tampered("the head is not a checkpoint: " + tree.error().Message());
  own_ = std::move(*tree);
  note_ = *note;
  const std::int64_t size = head.Integer(0);
  if (size < 0 || static_cast<std::uint64_t>(size) != own_.size) {
    return Tampered("the head's size is not the one that its note says");
  }
  return {};
}

std::uint64_t HeadCheck::next_size() const {
  std::uint64_t next = cosigned_.next_size();
  if (!own_checked_) next = std::min(next, own_.size);
  if (options_->known_head && !known_checked_) next = std::min(next, options_->known_head->size);
  return next;
}

Checked HeadCheck::At(std::uint64_t size, const Hash& root) {
  if (!own_checked_ && own_.size == size) {
    own_checked_ = true;
    if (own_.root != root) {
      return Tampered("the tree of the first " + Records(size) +
                      " is not the one that the head says, and each row fits its neighbours; a "
                      "head or a copy kept elsewhere shows from where on it differs");
    }
  }
  if (options_->known_head && !known_checked_ && options_->known_head->size == size) {
    known_checked_ = true;
    known_agrees_ =
        options_->known_head->root == root && options_->known_head->origin == signer_.name;
  }
  return cosigned_.next_size() == size ? cosigned_.At(root) : Checked();
}

Checked HeadCheck::End(std::uint64_t records) {
  BSUP_TRY(cosigned_.Rest(records, own_.size));
  if (records < own_.size) {
    return Finding{
        Verdict::kTruncated, records,
        "there are " + Records(records) + ", and the head is of " + std::to_string(own_.size)};
  }
  if (records > own_.size) {
    return Finding{
        Verdict::kUnsignedTail, own_.size,
        "there are " + Records(records) + ", and the head is of " + std::to_string(own_.size)};
  }
  if (options_->known_head && options_->known_head->origin != signer_.name) {
    return Finding{Verdict::kForked, std::nullopt, "the known head is of another trail"};
  }
  if (known_checked_ && !known_agrees_) {
    return Finding{
        Verdict::kForked, std::nullopt,
        "the known head of " + Records(options_->known_head->size) + " is of another tree"};
  }
  const Checked& cosigned = cosigned_.against();
  if (!cosigned && cosigned.error().verdict == Verdict::kForked) return cosigned;
  if (options_->known_head && !known_checked_) {
    return Finding{Verdict::kRolledBack, records,
                   "there are " + Records(records) + ", and the known head is of " +
                       std::to_string(options_->known_head->size) + "; an old copy was put back"};
  }
  return cosigned;
}

std::uint64_t HeadCheck::vouched() const {
  const std::uint64_t known = known_agrees_ ? options_->known_head->size : 0;
  return std::max(known, cosigned_.vouched().value_or(0));
}

}  // namespace bsup::core
