// The sample caseload: cases as the host holds them, and who may see which. Another host has its
// own here.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace web {

struct Message {
  std::string english;
  std::string welsh;
};

struct Person {
  std::string crn;
  std::string forename;
  std::string surname;
  std::optional<std::chrono::sys_days> born;
  std::string tier;                           // empty: not known
  std::string rosh;                           // "MEDIUM"; empty: not known
  std::optional<std::chrono::sys_days> next;  // the next appointment
  std::string payload;                        // the case, JSON
  std::set<std::string> only;                 // the users who may see it; empty: all
  Message closed;                             // what the others are told
};

class Caseload {
 public:
  // Reads each X*.json of `folder`, and who may see whom from `users`.
  // Throws std::runtime_error where one cannot be read.
  Caseload(const std::string& folder, const std::string& users);

  // Nothing where there is no such case, or `user` may not see it.
  [[nodiscard]] const Person* Find(const std::string& crn, const std::string& user) const;
  // The case numbers that `user` may not see.
  [[nodiscard]] std::vector<std::string> Without(const std::string& user) const;
  [[nodiscard]] const std::map<std::string, Person>& people() const { return people_; }

 private:
  std::map<std::string, Person> people_;  // by case number
};

bool MaySee(const Person& person, const std::string& user);

}  // namespace web
