// Advice on the people of host-stubs/data, as a host would have it from the C interface.
#pragma once

#include <string>

namespace bsup::core::testing {

struct SampleAdvice {
  std::string input;   // canonical
  std::string advice;  // JSON
  std::string policy;  // canonical
  std::string bundle;
};

// `contact` is JSON, `answers` too or empty. As of 23 November 2026, under the shipped policy.
SampleAdvice Advised(const std::string& person, const std::string& contact,
                     const std::string& answers = "");

// A supervision meeting on 30 November 2026 that counts, planned in that mode.
std::string Meeting(const std::string& planned, const std::string& role = "counts");

}  // namespace bsup::core::testing
