// A record to be, from what its part says.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "records/content/content.h"
#include "records/content/fields.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

// Puts what is said into the draft: its part, whom it is about, what it answers.
template <class T>
void Put(Draft& draft, const T& said) {
  (T::kPart == PayloadPart::kSubject ? draft.subject : draft.trail) = WrittenFields(said);
  if constexpr (T::kPart == PayloadPart::kSubject) draft.person = said.person;
  if constexpr (requires { said.answers; }) draft.answers = said.answers;
}

// What a host gives of a record; what is settled here is left as it is.
template <class T>
T ReadGiven(ContentReader& reader) {
  T given;
  ReadFields(reader, Source::kContent, given);
  return given;
}

template <class T>
Result<T> ReadGiven(std::string_view content) {
  BSUP_TRY(const HostContent parsed, HostContent::Parse(content));
  std::vector<Problem> problems;
  ContentReader reader(parsed.root(), "", problems);
  T given = ReadGiven<T>(reader);
  BSUP_TRY(reader.Check());
  return given;
}

// Of a kind that a host gives whole.
template <class T>
Result<Draft> DraftFrom(const Recorder& recorder, std::string_view content) {
  BSUP_TRY(Draft draft, BeginDraft(T::kKind, recorder));
  BSUP_TRY(const T given, ReadGiven<T>(content));
  Put(draft, given);
  return draft;
}

}  // namespace bsup::core
