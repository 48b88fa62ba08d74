// From a host's payload, as text, to the advice, as text; beside the least that any reader of that
// payload must do, which is to parse it.
#include <benchmark/benchmark.h>

#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "advice/engine/advise.h"
#include "advice/json/advice_json.h"
#include "base/json.h"
#include "bench/timing.h"
#include "intake/reading/contact.h"
#include "intake/reading/intake.h"
#include "oracle/packs.h"

namespace bsup::core::bench {
namespace {

std::string Read(const std::string& path) {
  std::ifstream file(std::string(PROJECT_ROOT) + path);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Everything a host sets up once.
struct Ready {
  std::string payload = Read("/host-stubs/data/X100005.json");
  std::string contact_text = Read("/host-stubs/data/contact.json");
  Day as_of = *Day::Parse("2026-11-23");
  std::shared_ptr<const PolicyInForce> policy =
      oracle::Shipped("Kent, Surrey and Sussex", "2026-11-30");
  Result<Mapping> mapping = LoadMapping("ndelius.toml", Read("/config/mappings/ndelius.toml"));
  Result<Binding> binding = Binding::Bind(*mapping, policy->policy);
  Result<JsonDocument> contact_json = JsonDocument::Parse(contact_text, "contact");
  Result<Contact> contact = ReadContact(contact_json->root(), policy->policy);
};

std::string AdviceOn(const Ready& ready) {
  const auto payload = JsonDocument::Parse(ready.payload, "payload");
  const Intake intake(*ready.mapping, payload->root());
  const auto a_case = intake.ReadCase(*ready.binding, nullptr, *ready.contact, ready.as_of);
  const Advice advice = Advise(*ready.policy, *ready.contact, *a_case, ready.as_of);
  return AdviceJson(*ready.policy, advice, *a_case, Language::kEnglish);
}

void PlainParse(const std::string& text) {
  unsigned char buffer[1 << 16];
  boost::json::monotonic_resource arena(buffer, sizeof buffer);
  boost::json::value value = boost::json::parse(text, &arena);
  benchmark::DoNotOptimize(value);
}

void PayloadToAdvice(benchmark::State& state) {
  static const Ready ready;
  std::vector<double> whole;
  std::vector<double> document;
  std::vector<double> plain;
  for (auto _ : state) {
    const Stopwatch all;
    std::string advice = AdviceOn(ready);
    benchmark::DoNotOptimize(advice);
    whole.push_back(all.Nanoseconds());
    const Stopwatch ours;
    auto parsed = JsonDocument::Parse(ready.payload, "payload");
    benchmark::DoNotOptimize(parsed);
    document.push_back(ours.Nanoseconds());
    const Stopwatch theirs;
    PlainParse(ready.payload);
    plain.push_back(theirs.Nanoseconds());
    state.SetIterationTime(whole.back() * 1e-9);
  }
  state.counters["payload_bytes"] = static_cast<double>(ready.payload.size());
  state.counters["whole_us"] = Median(whole) / 1000;
  state.counters["p99_us"] = Quantile(whole, 0.99) / 1000;
  state.counters["document_us"] = Median(document) / 1000;
  state.counters["plain_us"] = Median(plain) / 1000;
  state.counters["to_document"] = Median(whole) / Median(document);
  state.counters["to_plain"] = Median(whole) / Median(plain);
}
// Registrations that no table knows, each another.
std::string UnknownFlags(int count) {
  std::string text = R"({"crn":"X100005","riskFlags":{"riskFlags":[)";
  for (int i = 0; i < count; ++i) {
    if (i > 0) text += ",";
    text += R"({"description":"flag )" + std::to_string(i) + R"("})";
  }
  return text + "]}}";
}

// Contacts, each listed twice.
std::string ContactsInTwoLists(int count) {
  std::string list;
  for (int i = 0; i < count; ++i) {
    if (i > 0) list += ",";
    list += R"({"id":)" + std::to_string(i) +
            R"(,"type":"Office visit","startDateTime":"2026-11-16T10:00:00Z"})";
  }
  return R"({"crn":"X100005","activity":{"activities":[)" + list +
         R"(]},"previous":{"personSchedule":{"appointments":[)" + list + "]}}}";
}

double ReadingTime(Ready& ready, std::string payload) {
  ready.payload = std::move(payload);
  std::vector<double> times;
  for (int i = 0; i < 5; ++i) {
    const Stopwatch all;
    std::string advice = AdviceOn(ready);
    benchmark::DoNotOptimize(advice);
    times.push_back(all.Nanoseconds());
  }
  return Median(times);
}

// Eight times as much takes eight times as long: how much longer than that it takes.
template <class Make>
void Grows(benchmark::State& state, Make make) {
  constexpr int kFew = 10'000;
  constexpr int kTimes = 8;
  static Ready ready;
  for (auto _ : state) {
    const double few = ReadingTime(ready, make(kFew));
    state.counters["to_linear"] = ReadingTime(ready, make(kFew * kTimes)) / few / kTimes;
  }
}
void UnknownValuesGrow(benchmark::State& state) { Grows(state, UnknownFlags); }
void ContactsGrow(benchmark::State& state) { Grows(state, ContactsInTwoLists); }

BENCHMARK(UnknownValuesGrow)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(ContactsGrow)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(PayloadToAdvice)->UseManualTime()->Iterations(3'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace bsup::core::bench
