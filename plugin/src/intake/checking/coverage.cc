#include "intake/checking/coverage.h"

#include <algorithm>

#include "base/suggest.h"
#include "intake/reading/contacts.h"

namespace bsup::core {
namespace {

constexpr std::size_t kFewReached = 4096;

bool IsLeaf(const JsonNode& node) {
  return !node.is_null() && !node.is_array() && !node.is_object() &&
         !(node.is_string() && node.string().empty());
}

bool IsNumber(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
}

std::string At(std::string_view table, const Pointer& at) {
  return std::string(table) + " at " + Quoted(at.text());
}

}  // namespace

Coverage::Coverage(const Mapping& mapping, const std::vector<FoundPart>& parts,
                   const JsonNode& payload)
    : mapping_(mapping) {
  Follow({&payload}, mapping.case_number);
  for (std::size_t i = 0; i < parts.size(); ++i) FollowPart(mapping.parts[i], parts[i]);
  SortReached();
  FindUnread(payload, "", false);
}

void Coverage::SortReached() {
  std::ranges::sort(reached_);
  reached_.erase(std::unique(reached_.begin(), reached_.end()), reached_.end());
}

void Coverage::Use(const Part& part, const Place& place, std::string what, std::size_t found) {
  uses_.push_back({place, part.id, std::move(what), found});
}

Coverage::Nodes Coverage::Follow(const Nodes& from, std::span<const Pointer> at) {
  Nodes reached;
  for (const JsonNode* node : from) {
    for (const Pointer& pointer : at) {
      const JsonNode* there = pointer.In(*node);
      if (there != nullptr) reached.push_back(there);
    }
  }
  reached_.insert(reached_.end(), reached.begin(), reached.end());
  // Several pointers lead to one place: its node is kept once.
  if (reached_.size() > 2 * distinct_ + kFewReached) {
    SortReached();
    distinct_ = reached_.size();
  }
  return reached;
}

Coverage::Nodes Coverage::Follow(const Nodes& from, const std::optional<Pointer>& at) {
  return at ? Follow(from, {&*at, 1}) : Nodes();
}

Coverage::Nodes Coverage::Members(const Nodes& from, const Pointer& at) {
  Nodes members;
  for (const JsonNode* node : from) {
    const JsonNode* there = at.In(*node);
    if (there == nullptr) continue;
    if (there->is_array()) {
      for (const JsonNode& member : there->items()) members.push_back(&member);
    } else {
      members.push_back(there);
    }
  }
  return members;
}

void Coverage::FollowTests(const Nodes& members, const std::vector<MemberTest>& tests) {
  for (const MemberTest& test : tests) Follow(members, {&test.at, 1});
}

void Coverage::FollowFilter(const Nodes& members, const MemberFilter& filter) {
  FollowTests(members, filter.where);
  FollowTests(members, filter.except);
  Follow(members, filter.begins);
  Follow(members, filter.ends);
}

void Coverage::FollowShape(const Nodes& contacts, const ContactShape& shape) {
  Follow(contacts, shape.number);
  Follow(contacts, {&shape.day, 1});
  Follow(contacts, shape.time);
  Follow(contacts, shape.type);
  Follow(contacts, shape.outcome);
  FollowFilter(contacts, shape.filter);
  for (const TypeRule& rule : shape.type_when) FollowTests(contacts, rule.when);
  for (const AttendanceRule& rule : shape.attendance) FollowTests(contacts, rule.when);
}

void Coverage::FollowList(const Part& part, const ListReading& reading, const Nodes& node) {
  Nodes members = Members(node, reading.at);
  // An object is a list of its members' values or, where one of those is a list, of its key.
  if (members.size() == 1 && members.front()->is_object() &&
      reading.at.In(*node.front()) == members.front()) {
    const JsonNode* object = members.front();
    members.clear();
    for (const JsonMember& member : object->members()) members.push_back(&member.value);
  }
  if (reading.within) members = Members(members, *reading.within);
  FollowFilter(members, reading.filter);
  const Nodes values = Follow(members, reading.each);
  Follow(node, reading.unless);
  Follow(node, reading.told_on);
  Use(part, reading.place, At("[[part.list]]", reading.at), values.size());
}

void Coverage::FollowPart(const Part& part, const FoundPart& found) {
  Nodes node;
  if (found.node != nullptr) node.push_back(found.node);
  for (const auto* at : {&part.case_number, &part.forename, &part.surname, &part.birth_date})
    Follow(node, *at);
  Follow(node, mapping_.failed.any_of);
  for (const FailedLook::AtLeast& test : mapping_.failed.at_least) Follow(node, {&test.at, 1});
  if (found.state != PartState::kUsable) node.clear();

  for (const ValueReading& reading : part.values) {
    Nodes within = node;
    if (reading.newest) {
      within = Members(node, reading.newest->of);
      FollowFilter(within, reading.newest->filter);
      Follow(within, {&reading.newest->by, 1});
    }
    const Nodes values = Follow(within, reading.at);
    Follow(within, reading.minus);
    Follow(within, reading.told_on);
    Follow(node, reading.unless);
    Use(part, reading.place, At("[[part.value]]", reading.at.front()), values.size());
  }
  for (const ListReading& reading : part.lists) FollowList(part, reading, node);
  for (const ContactList& list : part.contacts) {
    Nodes contacts;
    for (const JsonNode* there : node) {
      const JsonNode* all = list.at.In(*there);
      if (all == nullptr) continue;
      ForEachContact(list, *all, {}, [&](const JsonNode& contact, const Where& /*where*/) {
        contacts.push_back(&contact);
      });
    }
    if (list.shape >= 0)
      FollowShape(contacts, mapping_.shapes[static_cast<std::size_t>(list.shape)]);
    Follow(node, list.total);
    Use(part, list.place, At("[[part.contacts]]", list.at), contacts.size());
  }
  const auto follow_days = [&](const std::vector<DayReading>& readings, std::string_view table) {
    for (const DayReading& reading : readings) {
      const Nodes members = Members(node, reading.at);
      FollowFilter(members, reading.filter);
      const Nodes days = Follow(members, {&reading.each, 1});
      Follow(node, reading.unless);
      Use(part, reading.place, At(table, reading.at), days.size());
    }
  };
  follow_days(part.starts, "[[part.start]]");
  follow_days(part.took_over, "[[part.took_over]]");
  follow_days(part.year_ends, "[[part.year_end]]");
  follow_days(part.final_thirds, "[[part.final_third]]");
  for (const RegionReading& reading : part.regions) {
    const Nodes members = Members(node, reading.at);
    FollowFilter(members, reading.filter);
    const Nodes regions = Follow(members, reading.each);
    Follow(node, reading.unless);
    Use(part, reading.place, At("[[part.region]]", reading.at), regions.size());
  }
}

void Coverage::AddUnread(const std::string& at) {
  ++unread_leaves_;
  const auto [known, is_new] = unread_at_.emplace(at, unread_.size());
  if (is_new) unread_.push_back({at, 0});
  ++unread_[known->second].leaves;
}

void Coverage::FindUnread(const JsonNode& node, const std::string& at, bool around) {
  const bool read = around || std::ranges::binary_search(reached_, &node);
  if (IsLeaf(node)) {
    ++leaves_;
    if (!read) AddUnread(at);
    return;
  }
  for (const JsonNode& item : node.items()) FindUnread(item, at + "/*", read);
  for (const JsonMember& member : node.members()) {
    const std::string key = IsNumber(member.key) ? "*" : PointerToken(member.key);
    FindUnread(member.value, at + "/" + key, read);
  }
}

}  // namespace bsup::core
