#include "store.h"

#include <sqlite3.h>

#include <boost/json.hpp>
#include <stdexcept>

namespace web {
namespace {

namespace json = boost::json;

constexpr const char* kTables = R"(
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS draft (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    crn TEXT NOT NULL,
    form TEXT NOT NULL,
    basis TEXT NOT NULL,
    advice INTEGER,
    decision INTEGER UNIQUE,
    outcome TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS draft_of_case ON draft (crn);
  CREATE TABLE IF NOT EXISTS approved (
    draft TEXT NOT NULL REFERENCES draft (id),
    principle TEXT NOT NULL,
    role TEXT NOT NULL,
    day TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (draft, principle, role)
  ) STRICT;
)";
constexpr const char* kColumns = "id, user, crn, form, basis, advice, decision, outcome";

[[noreturn]] void Fail(sqlite3* open) {
  throw std::runtime_error(std::string("the host's store: ") + sqlite3_errmsg(open));
}

// One statement, from its first parameter on.
class Statement {
 public:
  Statement(sqlite3* open, const std::string& text) : open_(open) {
    if (sqlite3_prepare_v2(open, text.c_str(), -1, &made_, nullptr) != SQLITE_OK) Fail(open);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(made_); }

  Statement& Bind(const std::string& text) {
    sqlite3_bind_text(made_, ++bound_, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
    return *this;
  }
  Statement& Bind(std::optional<std::int64_t> number) {
    ++bound_;
    if (number) sqlite3_bind_int64(made_, bound_, *number);
    return *this;
  }
  // False at the end.
  bool Next() {
    const int status = sqlite3_step(made_);
    if (status != SQLITE_ROW && status != SQLITE_DONE) Fail(open_);
    return status == SQLITE_ROW;
  }
  [[nodiscard]] std::string Text(int column) const {
    return reinterpret_cast<const char*>(sqlite3_column_text(made_, column));
  }
  [[nodiscard]] std::optional<std::int64_t> Number(int column) const {
    if (sqlite3_column_type(made_, column) == SQLITE_NULL) return std::nullopt;
    return sqlite3_column_int64(made_, column);
  }

 private:
  sqlite3* open_;
  sqlite3_stmt* made_ = nullptr;
  int bound_ = 0;
};

}  // namespace

void Store::Close::operator()(sqlite3* open) const { sqlite3_close(open); }

Store::Store(const std::string& file) {
  sqlite3* open = nullptr;
  const int status = sqlite3_open(file.c_str(), &open);
  open_.reset(open);
  if (status != SQLITE_OK || sqlite3_exec(open, kTables, nullptr, nullptr, nullptr) != SQLITE_OK) {
    Fail(open);
  }
}

void Store::Add(const Draft& draft) {
  const std::scoped_lock lock(mutex_);
  Statement(open_.get(),
            std::string("INSERT INTO draft (") + kColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .Bind(draft.id)
      .Bind(draft.user)
      .Bind(draft.crn)
      .Bind(json::serialize(ToJson(draft.form)))
      .Bind(draft.basis)
      .Bind(draft.advice)
      .Bind(draft.decision)
      .Bind(draft.outcome)
      .Next();
}

void Store::Keep(const Draft& draft) {
  const std::scoped_lock lock(mutex_);
  Statement(open_.get(),
            "UPDATE draft SET form = ?, basis = ?, advice = ?, decision = ?, "
            "outcome = ? WHERE id = ?")
      .Bind(json::serialize(ToJson(draft.form)))
      .Bind(draft.basis)
      .Bind(draft.advice)
      .Bind(draft.decision)
      .Bind(draft.outcome)
      .Bind(draft.id)
      .Next();
}

std::optional<Draft> Store::Find(const std::string& id) {
  std::vector<Draft> found = Select("id = ?", id);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Draft> Store::Unfinished(const std::string& user) {
  return Select("decision IS NULL AND user = ? ORDER BY crn", user);
}

std::vector<Draft> Store::Recorded(const std::string& crn) {
  return Select("decision IS NOT NULL AND crn = ? ORDER BY decision", crn);
}

std::optional<Draft> Store::OfDecision(std::int64_t sequence) {
  std::vector<Draft> found = Select("decision = CAST(? AS INTEGER)", std::to_string(sequence));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void Store::Approve(const Draft& draft, const Approved& approved) {
  const std::scoped_lock lock(mutex_);
  Statement(open_.get(),
            "INSERT OR REPLACE INTO approved (draft, principle, role, day, until) "
            "VALUES (?, ?, ?, ?, ?)")
      .Bind(draft.id)
      .Bind(approved.principle)
      .Bind(approved.role)
      .Bind(approved.day)
      .Bind(approved.until)
      .Next();
}

void Store::Refuse(const Draft& draft) {
  const std::scoped_lock lock(mutex_);
  Statement(open_.get(), "DELETE FROM approved WHERE draft = ?").Bind(draft.id).Next();
}

std::vector<Approved> Store::Approvals(const std::string& crn) {
  const std::scoped_lock lock(mutex_);
  Statement statement(open_.get(),
                      "SELECT principle, role, day, until FROM approved JOIN draft "
                      "ON draft.id = approved.draft WHERE crn = ? ORDER BY decision, principle");
  statement.Bind(crn);
  std::vector<Approved> found;
  while (statement.Next()) {
    found.push_back({statement.Text(0), statement.Text(1), statement.Text(2), statement.Text(3)});
  }
  return found;
}

std::vector<Draft> Store::Select(const std::string& where, const std::string& value) {
  const std::scoped_lock lock(mutex_);
  Statement statement(open_.get(),
                      std::string("SELECT ") + kColumns + " FROM draft WHERE " + where);
  statement.Bind(value);
  std::vector<Draft> found;
  while (statement.Next()) {
    Draft draft;
    draft.id = statement.Text(0);
    draft.user = statement.Text(1);
    draft.crn = statement.Text(2);
    draft.form = FromJson(json::parse(statement.Text(3)).as_object());
    draft.basis = statement.Text(4);
    draft.advice = statement.Number(5);
    draft.decision = statement.Number(6);
    draft.outcome = statement.Text(7);
    found.push_back(std::move(draft));
  }
  return found;
}

}  // namespace web
