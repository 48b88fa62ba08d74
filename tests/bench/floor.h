// The least work that could give the same decision: a loop over bits in flat arrays, written by
// hand for one policy.
//
// It finds the lead, the firmness and each mode's permission and nothing else, keeps no scores, and
// can explain nothing. It is what the engine's decision is measured against, and is checked equal
// to it on every input before anything is timed.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "advice/engine/advice.h"
#include "policy/compile/compiled.h"

namespace bsup::core::bench {

struct FloorDecision {
  Outcome outcome = kOutcomeReferNothing;
  Firmness firmness = Firmness::kRefer;
  ModeSet cannot;
  ModeSet ruled_out;
  ModeSet lacks_approval;
  ModeSet supplements;
};

class Floor {
 public:
  explicit Floor(const CompiledPolicy& policy) : modes_(policy.mode_count), suited_(policy.suited) {
    for (std::size_t m = 0; m < modes_; ++m) base_[m] = policy.base[m];
    words_ = (policy.deciding.boxes().size() + kBoxesInWord - 1) / kBoxesInWord;
    ReadFacts(policy);
    ReadBoxes(policy);
    margin_ = policy.margin;
  }

  [[nodiscard]] FloorDecision Decide(const FactValue* facts) const {
    switch (words_) {
      case 1: return DecideIn<1>(facts);
      case 2: return DecideIn<2>(facts);
      case 3: return DecideIn<3>(facts);
      case 4: return DecideIn<4>(facts);
      default: return DecideIn<kMostBoxWords>(facts);
    }
  }

 private:
  using Scores = std::int16_t __attribute__((vector_size(16)));

  struct TestedFact {
    std::int32_t fact = 0;
    std::size_t first_mask = 0;
    std::size_t first_last = 0;
    std::size_t last_count = 0;  // thresholds of a count
  };
  struct BoxEffect {
    Scores weigh{};
    std::uint64_t sets =
        0;  // cannot, ruled out, lacks approval, supplements, a byte each; then no advice, refer
    std::uint64_t same_rule_before[2] = {0, 0};  // in its word, and in the word before
    std::uint8_t against = 0;
    bool weighs = false;
    bool risk = false;
  };

  static constexpr std::uint64_t kNoAdvice = std::uint64_t{1} << 32;
  static constexpr std::uint64_t kRefer = std::uint64_t{1} << 33;

  // With so many words that the loops over them come undone; masks stand that far apart.
  template <std::size_t kWords>
  [[nodiscard]] FloorDecision DecideIn(const FactValue* facts) const {
    std::array<std::uint64_t, kWords> live;
    for (std::size_t w = 0; w < kWords; ++w) live[w] = all_[w];
    const auto keep = [&](const TestedFact& tested, std::size_t c) {
      const std::uint64_t* mask = masks_.data() + tested.first_mask + c * kWords;
      for (std::size_t w = 0; w < kWords; ++w) live[w] &= mask[w];
    };
    for (const TestedFact& tested : plain_) {
      const FactValue value = facts[tested.fact];
      keep(tested, value == kUnknown ? 0 : static_cast<std::size_t>(value) + 1);
    }
    for (const TestedFact& tested : counts_) {
      const FactValue value = facts[tested.fact];
      std::size_t c = 1;
      for (std::size_t k = 0; k < tested.last_count; ++k) {
        c += value > last_[tested.first_last + k] ? 1 : 0;
      }
      keep(tested, value == kUnknown ? 0 : c);
    }
    std::uint64_t sets = 0;
    Scores safety = base_;
    Scores ease{};
    std::uint8_t against = 0;
    for (std::size_t w = 0; w < kWords; ++w) {
      for (std::uint64_t rest = live[w]; rest != 0; rest &= rest - 1) {
        const BoxEffect& box = boxes_[w * 64 + static_cast<std::size_t>(std::countr_zero(rest))];
        sets |= box.sets;
        if (!box.weighs) continue;
        // Boxes of one rule stand side by side, and only the first that holds weighs.
        if ((live[w] & box.same_rule_before[0]) != 0) continue;
        if (w > 0 && (live[w - 1] & box.same_rule_before[1]) != 0) continue;
        (box.risk ? safety : ease) += box.weigh;
        against |= box.against;
      }
    }
    return Choose(sets, safety, ease, against);
  }

  void ReadFacts(const CompiledPolicy& policy) {
    const std::size_t apart = words_ <= 4 ? words_ : kMostBoxWords;
    for (const FactIndex fact : policy.deciding.tested()) {
      const FactClasses& classes = policy.classes[fact];
      TestedFact tested;
      tested.fact = static_cast<std::int32_t>(fact.number());
      tested.first_mask = masks_.size();
      tested.first_last = last_.size();
      bool plain = true;
      for (const ClassIndex known : classes.known()) {
        const auto own = static_cast<FactValue>(known.number()) - 1;
        plain = plain && classes.ValuesOf(known) == Range{own, own};
      }
      if (!plain) {
        for (std::size_t c = 1; c < classes.count(); ++c)
          last_.push_back(classes.ValuesOf(ClassIndex(c)).high);
        tested.last_count = last_.size() - tested.first_last;
      }
      for (const ClassIndex of : IndexRange<ClassIndex>(classes.count() + 1)) {
        const std::uint64_t* mask = policy.deciding.Mask(fact, of).words;
        masks_.insert(masks_.end(), mask, mask + words_);
        masks_.resize(masks_.size() + apart - words_);
      }
      (plain ? plain_ : counts_).push_back(tested);
    }
  }

  void ReadBoxes(const CompiledPolicy& policy) {
    const auto& boxes = policy.deciding.boxes();
    for (std::size_t b = 0; b < boxes.size(); ++b) all_[b / 64] |= std::uint64_t{1} << (b % 64);
    for (std::size_t b = 0; b < boxes.size(); ++b) {
      const DecidingRule& rule = policy.deciding_rules[boxes[b].entry];
      BoxEffect effect;
      switch (rule.act) {
        case Act::kCannot: effect.sets = rule.modes.bits(); break;
        case Act::kRuleOut: effect.sets = std::uint64_t{rule.modes.bits()} << 8; break;
        case Act::kNeedsApproval: effect.sets = std::uint64_t{rule.modes.bits()} << 16; break;
        case Act::kSupplementOnly: effect.sets = std::uint64_t{rule.modes.bits()} << 24; break;
        case Act::kNoAdvice: effect.sets = kNoAdvice; break;
        case Act::kRefer: effect.sets = kRefer; break;
        case Act::kWeigh: ReadWeights(rule, effect); break;
      }
      for (std::size_t before = b;
           effect.weighs && before-- > 0 && boxes[before].entry == boxes[b].entry;) {
        const std::size_t word = before / 64 == b / 64 ? 0 : 1;
        effect.same_rule_before[word] |= std::uint64_t{1} << (before % 64);
      }
      boxes_.push_back(effect);
    }
  }

  static void ReadWeights(const DecidingRule& rule, BoxEffect& effect) {
    effect.weighs = true;
    effect.risk = rule.stands;
    for (std::size_t m = 0; m < kMostModes; ++m) {
      effect.weigh[m] = rule.weigh[m];
      if (effect.risk && rule.weigh[m] < 0)
        effect.against = static_cast<std::uint8_t>(effect.against | 1u << m);
    }
  }

  [[nodiscard]] FloorDecision Choose(std::uint64_t sets, Scores safety, Scores ease,
                                     std::uint8_t against) const {
    FloorDecision decision;
    const auto byte = [sets](int at) { return static_cast<std::uint8_t>(sets >> at); };
    decision.cannot = ModeSet::FromBits(byte(0));
    decision.ruled_out = ModeSet::FromBits(byte(8));
    decision.lacks_approval = ModeSet::FromBits(byte(16));
    decision.supplements = ModeSet::FromBits(byte(24));
    if ((sets & kNoAdvice) != 0) {
      const bool refer = (sets & kRefer) != 0;
      decision.outcome = refer ? kOutcomeReferSuspended : kOutcomeNoAdvice;
      decision.firmness = refer ? Firmness::kRefer : Firmness::kNoAdvice;
      return decision;
    }
    const unsigned all = (1u << modes_) - 1;
    const unsigned usable = all & ~(unsigned{byte(0)} | byte(8) | byte(24));
    if (usable == 0) return decision;
    const unsigned permitted = usable & ~unsigned{byte(16)};
    const unsigned best_class = permitted != 0 ? permitted : usable;
    int best = INT32_MIN;
    int close = 0;
    std::array<int, kMostModes> scores{};
    for (unsigned rest = best_class; rest != 0; rest &= rest - 1) {
      const int m = std::countr_zero(rest);
      int score = safety[m] + ease[m];
      if ((against >> m & 1) != 0 && ease[m] > 0)
        score = std::max<int>(safety[m], std::min(score, suited_ - 1));
      scores[static_cast<std::size_t>(m)] = score;
      if (score > best) {
        best = score;
        decision.outcome = Outcome::Lead(ModeIndex(m));
      }
    }
    for (unsigned rest = best_class; rest != 0; rest &= rest - 1) {
      close += scores[static_cast<std::size_t>(std::countr_zero(rest))] >= best - margin_ ? 1 : 0;
    }
    decision.firmness = std::has_single_bit(usable) ? Firmness::kOnlyOption
                        : close == 1                ? Firmness::kRecommended
                                                    : Firmness::kAtDiscretion;
    return decision;
  }

  std::size_t modes_;
  int suited_;
  int margin_ = 0;
  std::size_t words_ = 0;
  Scores base_{};
  std::array<std::uint64_t, kMostBoxWords> all_{};
  std::vector<TestedFact> plain_;   // each value a class of its own
  std::vector<TestedFact> counts_;  // classes between thresholds
  std::vector<FactValue> last_;
  std::vector<std::uint64_t> masks_;
  std::vector<BoxEffect> boxes_;
};

}  // namespace bsup::core::bench
