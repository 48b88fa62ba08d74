#include "batch/advise_batch.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "batch/columns_in/columns.h"
#include "batch/columns_in/fact_reader.h"

namespace bsup::core {
namespace {

// So few rows at a time that their facts stay in the processor's cache.
constexpr std::int64_t kBlock = 128;

// The columns of facts as one vocabulary reads them.
struct VocabularyReaders {
  struct OfFact {
    std::size_t fact;
    std::size_t column;
    FactReader reader;
  };
  std::vector<OfFact> facts;
  std::optional<FactReader> planned;
};

class BatchRun {
 public:
  BatchRun(const RecordBatch& batch, const CaseColumns& columns, const Policies& policies,
           const Placement& placement, AdviceColumns& advice)
      : batch_(batch),
        columns_(columns),
        policies_(policies),
        placement_(placement),
        advice_(advice) {
    for (const BatchVocabulary& vocabulary : policies.vocabularies()) {
      readers_.push_back(ReadersOf(vocabulary));
      stride_ = std::max(stride_, vocabulary.facts->size());
    }
    facts_.resize(stride_ * kBlock);
  }

  Result<void> Run() {
    for (std::int64_t first = 0; first < batch_.rows(); first += kBlock) {
      const std::int64_t count = std::min(kBlock, batch_.rows() - first);
      Gather(first, count);
      if (wrong_.size() >= kMostWrongValues) break;
      if (!wrong_.empty()) continue;
      for (std::int64_t i = 0; i < count; ++i) Tell(first + i, slot_[static_cast<std::size_t>(i)]);
      if (const std::string* full = advice_.Full()) {
        return Error(Status::kBadInput, *full,
                     "would hold more than 2 GiB of text by row " + std::to_string(first) +
                         "; advise on fewer rows at a time");
      }
    }
    if (wrong_.empty()) return {};
    return Error(Status::kBadInput, WrongValues());
  }

 private:
  struct WrongValue {
    std::int64_t row;
    std::size_t column;
    const FactReader* reader;
  };

  [[nodiscard]] VocabularyReaders ReadersOf(const BatchVocabulary& vocabulary) const {
    VocabularyReaders readers;
    for (const std::size_t c : columns_.facts) {
      const ArrowColumn& column = batch_.columns()[c];
      const auto fact = std::ranges::find(*vocabulary.facts, column.name, &Fact::id);
      if (fact == vocabulary.facts->end()) continue;
      readers.facts.push_back({static_cast<std::size_t>(fact - vocabulary.facts->begin()), c,
                               FactReader(column, *fact)});
    }
    if (columns_.planned)
      readers.planned.emplace(batch_.columns()[*columns_.planned], vocabulary.planned);
    return readers;
  }

  // The facts of a block, row by row; rows of one vocabulary are side by side, so that a column
  // is read in one go.
  void Gather(std::int64_t first, std::int64_t count) {
    std::ranges::fill(facts_, kUnknown);
    planned_.fill(kUnknown);
    std::size_t slot = 0;
    for (std::size_t v = 0; v < readers_.size(); ++v) {
      const std::size_t begin = slot;
      for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t row = first + i;
        if (VocabularyOf(row) != v || batch_.IsNull(row)) continue;
        rows_[slot] = batch_.first() + row;
        slot_[static_cast<std::size_t>(i)] = slot++;
      }
      if (slot > begin) ReadFacts(readers_[v], begin, slot);
    }
    for (std::int64_t i = 0; i < count; ++i) {  // of these nothing is known
      if (batch_.IsNull(first + i)) slot_[static_cast<std::size_t>(i)] = slot++;
    }
  }

  void ReadFacts(const VocabularyReaders& readers, std::size_t begin, std::size_t end) {
    const std::span rows(rows_.data() + begin, end - begin);
    FactValue* facts = facts_.data() + begin * stride_;
    for (const auto& [fact, column, reader] : readers.facts) {
      if (reader.Read(rows, stride_, facts + fact))
        FindWrong(rows, column, reader, facts + fact, stride_);
    }
    if (!readers.planned) return;
    if (readers.planned->Read(rows, 1, planned_.data() + begin))
      FindWrong(rows, *columns_.planned, *readers.planned, planned_.data() + begin, 1);
  }

  void FindWrong(std::span<const std::int64_t> rows, std::size_t column, const FactReader& reader,
                 const FactValue* values, std::size_t stride) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (values[i * stride] == kWrongValue)
        wrong_.push_back({rows[i] - batch_.first(), column, &reader});
    }
  }

  void Tell(std::int64_t row, std::size_t slot) {
    const ReadyPolicy& policy = policies_.all()[placement_.PolicyOf(row)];
    const std::span facts(facts_.data() + slot * stride_, policy.policy().facts.size());
    policy.stated.Settle(placement_.DateOf(row), facts);
    const FactValue planned = planned_[slot];
    advice_.Tell(policy, facts, planned == kUnknown ? ModeIndex() : ModeIndex(planned));
  }

  [[nodiscard]] std::size_t VocabularyOf(std::int64_t row) const {
    return policies_.all()[placement_.PolicyOf(row)].vocabulary;
  }

  // The first of them, as problems.
  std::vector<Problem> WrongValues() {
    std::ranges::sort(wrong_, {},
                      [](const WrongValue& wrong) { return std::pair(wrong.row, wrong.column); });
    if (wrong_.size() > kMostWrongValues) wrong_.resize(kMostWrongValues);
    std::vector<Problem> problems;
    for (const WrongValue& wrong : wrong_) {
      problems.push_back({AtRow(batch_.columns()[wrong.column].name, wrong.row),
                          wrong.reader->WhatIsWrong(batch_.first() + wrong.row)});
    }
    return problems;
  }

  const RecordBatch& batch_;
  const CaseColumns& columns_;
  const Policies& policies_;
  const Placement& placement_;
  AdviceColumns& advice_;
  std::vector<VocabularyReaders> readers_;  // by vocabulary
  std::size_t stride_ = 0;
  std::vector<FactValue> facts_;             // of the block, a row of facts a slot
  std::array<FactValue, kBlock> planned_{};  // by slot
  std::array<std::int64_t, kBlock> rows_{};  // by slot, of the columns
  std::array<std::size_t, kBlock> slot_{};   // by row of the block
  std::vector<WrongValue> wrong_;
};

}  // namespace

Result<Exported> AdviseBatch(const BatchRequest& request, TakenSchema schema, TakenArray cases) {
  BSUP_TRY(RecordBatch batch, RecordBatch::Read(std::move(schema), std::move(cases)));
  const Policies& policies = *request.policies;
  if (policies.ids().overfull()) {
    return Error(Status::kBadInput, "",
                 "the policies name more than " + std::to_string(IdDictionary::kMost) +
                     " rules, facts or modes; load fewer packs at a time, or select one policy");
  }
  AdviceColumns advice(request.groups, policies.ids());
  BSUP_TRY(const CaseColumns columns, SortColumns(batch, policies, request.keep, advice.Names()));
  BSUP_TRY(const Placement placement, Placement::Find(batch, columns, policies, request.defaults));
  BSUP_TRY(BatchRun(batch, columns, policies, placement, advice).Run());

  std::vector<Exported> out(columns.kept.size());
  for (std::size_t k = 0; k < out.size(); ++k)
    batch.MoveOut(columns.kept[k], out[k].schema.get(), out[k].array.get());
  for (Exported& column : advice.Finish()) out.push_back(std::move(column));
  return ExportBatch(std::move(out), batch.rows());
}

}  // namespace bsup::core
