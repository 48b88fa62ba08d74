// What an outsider is given: heads, leaves, proofs, tiles, cosignatures, and a verdict.
#include <cstddef>
#include <filesystem>
#include <fstream>

#include "trail_sample.h"
#include "witness.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kConfig = R"({"what":"shift","why":"change"})";

std::string Proof(const OpenTrail& trail, uint64_t sequence) {
  return TextOf([&](auto... out) { return Api().trail_prove(trail.get(), sequence, out...); });
}

std::string Growth(const OpenTrail& trail, uint64_t from) {
  return TextOf([&](auto... out) { return Api().trail_prove_growth(trail.get(), from, out...); });
}

bsup_verify_options Checking() {
  bsup_verify_options options{};
  options.struct_size = sizeof options;
  return options;
}

void MustBackUp(const OpenTrail& trail, const std::string& path) {
  bsup_error* error = nullptr;
  ASSERT_EQ(Api().trail_backup(trail.get(), &kOlive, path.c_str(), &error), BSUP_OK)
      << Api().error_message(error);
}

}  // namespace

// POLICY and ADVICE.
class TrailProve : public testing::Test {
 protected:
  void SetUp() override { sample_.Advise(trail_); }

  bsup_status Cosign(const std::string& note, const std::string& key) {
    return Api().trail_cosign(trail_.get(), note.data(), note.size(), key.c_str(), nullptr);
  }
  bsup_status Export(const std::string& folder) {
    return Api().trail_export(trail_.get(), &kOlive, folder.c_str(), nullptr, nullptr, nullptr);
  }

  TrailSample sample_;
  OpenTrail trail_ = sample_.Open();
  Witness witness_{"witness.example/one"};
};

TEST_F(TrailProve, AProofHoldsItsRecordsPlaceAndTheNewestHead) {
  TrailSample::Record(trail_, BSUP_RECORD_CONFIG, kConfig);
  const std::string proof = Proof(trail_, 1);
  EXPECT_EQ(proof.find("c2sp.org/tlog-proof@v1\nindex 1\n"), 0u) << proof;
  EXPECT_TRUE(Says(proof, TrailSample::Head(trail_))) << proof;
  // Its own sister and the third record: two hashes of 44 characters.
  EXPECT_EQ(Times(proof.substr(0, proof.find("\n\n")), "=\n") + 1, 2) << proof;
}

TEST_F(TrailProve, AnOutsiderChecksAProof) {
  TrailSample::Record(trail_, BSUP_RECORD_CONFIG, kConfig);
  const std::string record = TrailSample::Leaf(trail_, 1);
  const std::string proof = Proof(trail_, 1);
  const std::string key = TrailSample::VerifierKey(trail_);
  EXPECT_EQ(TextOf([&](auto... out) {
              return Api().check_proof(record.data(), record.size(), proof.data(), proof.size(),
                                       key.c_str(), out...);
            }),
            R"({"origin":"kent.probation.example/trail","sequence":1,"size":3})");
  const auto refused = [&](bsup_status status, const std::string& of, const std::string& by,
                           const std::string& with) {
    bsup_text* text = nullptr;
    const std::string why = FailsWith(status, [&](bsup_error** error) {
      return Api().check_proof(of.data(), of.size(), by.data(), by.size(), with.c_str(), &text,
                               error);
    });
    EXPECT_EQ(text, nullptr);
    return why;
  };
  std::string elsewhere = proof;
  elsewhere.replace(elsewhere.find("index 1\n"), 7, "index 4097");
  EXPECT_TRUE(Says(refused(BSUP_TAMPERED, record, elsewhere, key), "no record 4097"));
  refused(BSUP_TAMPERED, TrailSample::Leaf(trail_, 0), proof, key);
  refused(BSUP_TAMPERED, record, proof, witness_.VerifierKey());
  refused(BSUP_BAD_INPUT, record + "\n", proof, key);
  refused(BSUP_BAD_INPUT, record, proof.substr(0, 40), key);
  refused(BSUP_BAD_INPUT, record, proof, "no key");
}

TEST_F(TrailProve, WhatIsNotThereHasNoLeafAndNoProof) {
  bsup_text* text = nullptr;
  for (const uint64_t sequence : {uint64_t{2}, uint64_t{1} << 63, UINT64_MAX}) {
    FailsWith(BSUP_NOT_FOUND, [&](bsup_error** error) {
      return Api().trail_leaf(trail_.get(), sequence, &text, error);
    });
    FailsWith(BSUP_NOT_FOUND, [&](bsup_error** error) {
      return Api().trail_prove(trail_.get(), sequence, &text, error);
    });
  }
  EXPECT_EQ(text, nullptr);
}

TEST_F(TrailProve, GrowthIsProvedFromEverySizeThereWas) {
  TrailSample::Record(trail_, BSUP_RECORD_CONFIG, kConfig);
  EXPECT_EQ(Times(Growth(trail_, 2), "\n"), 1) << "the third record's leaf";
  EXPECT_EQ(Growth(trail_, 3), "");
  bsup_text* text = nullptr;
  for (const uint64_t from : {uint64_t{0}, uint64_t{4}, UINT64_MAX}) {
    FailsWith(BSUP_USAGE, [&](bsup_error** error) {
      return Api().trail_prove_growth(trail_.get(), from, &text, error);
    });
  }
  EXPECT_EQ(text, nullptr);
}

TEST_F(TrailProve, AnExportIsTheProofAndNothingPersonal) {
  const std::string folder = sample_.Path("log");
  ASSERT_EQ(Export(folder), BSUP_OK);
  EXPECT_TRUE(Says(TrailSample::Leaf(trail_, 2), R"("kind":"EXPORT")"));
  EXPECT_EQ(ReadFile(folder + "/checkpoint"), TrailSample::Head(trail_));
  EXPECT_EQ(ReadFile(folder + "/vkey"), TrailSample::VerifierKey(trail_) + "\n");
  std::string all;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (file.is_regular_file()) all += ReadFile(file.path());
  }
  EXPECT_TRUE(Says(all, TrailSample::Leaf(trail_, 1))) << "a control: the records are there";
  for (const char* secret : {kPerson, "OLIVE", "contact 1"}) {
    EXPECT_FALSE(Says(all, secret)) << secret;
  }
  TrailSample::Record(trail_, BSUP_RECORD_CONFIG, kConfig);
  EXPECT_EQ(Export(folder), BSUP_OK) << "over an earlier one";
  EXPECT_EQ(ReadFile(folder + "/checkpoint"), TrailSample::Head(trail_));
  fs::create_directory(sample_.Path("holiday"));
  std::ofstream(sample_.Path("holiday/picture")) << "sea";
  const std::string head = TrailSample::Head(trail_);
  EXPECT_EQ(Export(sample_.Path("holiday")), BSUP_USAGE);
  std::string changed = head;
  changed[changed.find("\n5\n") + 1] = '9';
  std::ofstream(folder + "/checkpoint") << changed;
  EXPECT_EQ(Export(folder), BSUP_TAMPERED) << "it was exported when it had more records";
  EXPECT_EQ(TrailSample::Head(trail_), head) << "what is refused leaves no record";
}

TEST_F(TrailProve, AWitnessCosignsTheHead) {
  const std::string head = TrailSample::Head(trail_);
  const std::string note = witness_.Cosigned(head);
  ASSERT_EQ(Cosign(note, witness_.VerifierKey()), BSUP_OK);
  const std::string cosigned = TrailSample::Head(trail_);
  EXPECT_EQ(cosigned.find(head), 0u);
  EXPECT_TRUE(Says(cosigned, "witness.example/one")) << cosigned;
  EXPECT_TRUE(Says(Proof(trail_, 1), "witness.example/one"));
  TrailSample::Record(trail_, BSUP_RECORD_CONFIG, kConfig);
  EXPECT_FALSE(Says(TrailSample::Head(trail_), "witness.example/one"))
      << "it has not seen this one";
}

TEST_F(TrailProve, WhatNoWitnessSignedIsRefused) {
  const std::string head = TrailSample::Head(trail_);
  const std::string note = witness_.Cosigned(head);
  const std::string key = witness_.VerifierKey();
  EXPECT_EQ(Cosign(head, key), BSUP_BAD_INPUT);
  EXPECT_EQ(Cosign(head, TrailSample::VerifierKey(trail_)), BSUP_BAD_INPUT);
  EXPECT_EQ(Cosign("no note", key), BSUP_BAD_INPUT);
  EXPECT_EQ(Cosign(note, "no key"), BSUP_BAD_INPUT);
  std::string changed = note;
  changed[changed.size() - 10] = changed[changed.size() - 10] == 'A' ? 'B' : 'A';
  EXPECT_EQ(Cosign(changed, key), BSUP_BAD_INPUT);
  EXPECT_EQ(TrailSample::Head(trail_), head);
}

TEST_F(TrailProve, AWitnessThatHasSeenAnotherTreeIsBelieved) {
  const std::string head = TrailSample::Head(trail_);
  const std::size_t root = head.find("\n2\n") + 3;
  std::string other = head;
  other[root] = other[root] == 'A' ? 'B' : 'A';
  EXPECT_EQ(Cosign(witness_.Cosigned(other), witness_.VerifierKey()), BSUP_TAMPERED);
  std::string longer = head;
  longer.replace(longer.find("\n2\n"), 3, "\n5\n");
  EXPECT_EQ(Cosign(witness_.Cosigned(longer), witness_.VerifierKey()), BSUP_TAMPERED);
}

TEST_F(TrailProve, AVerdictSaysWhatVouches) {
  const auto verdict = sample_.Verify();
  EXPECT_EQ(verdict.verdict, BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD) << verdict.report;
  EXPECT_TRUE(Says(verdict.report,
                   R"x({"verdict":"intact (no outside head)","records":2,"erased":0,)x"
                   R"("first_bad":null,"outside_head":false,"why":")"))
      << verdict.report;
  const std::string head = TrailSample::Head(trail_);
  const std::string key = TrailSample::VerifierKey(trail_);
  bsup_verify_options options = Checking();
  options.vkey = key.c_str();
  options.known_head = head.data();
  options.known_head_size = head.size();
  EXPECT_EQ(sample_.Verify("trail", &options).verdict, BSUP_VERDICT_INTACT);
  options.struct_size = offsetof(bsup_verify_options, known_head);
  EXPECT_EQ(sample_.Verify("trail", &options).verdict, BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD)
      << "read beyond struct_size";

  const std::string nobody = witness_.VerifierKey();
  bsup_verify_options unwitnessed = Checking();
  unwitnessed.witnesses = nobody.data();
  unwitnessed.witnesses_size = nobody.size();
  const auto unvouched = sample_.Verify("trail", &unwitnessed);
  EXPECT_EQ(unvouched.verdict, BSUP_VERDICT_NOT_VOUCHED_FOR);
  EXPECT_TRUE(Says(unvouched.report, R"({"verdict":"not vouched for",)")) << unvouched.report;

  ASSERT_EQ(Cosign(witness_.Cosigned(head), witness_.VerifierKey()), BSUP_OK);
  const std::string witnesses =
      Witness("witness.example/other").VerifierKey() + "\n" + witness_.VerifierKey() + "\n";
  bsup_verify_options witnessed = Checking();
  witnessed.witnesses = witnesses.data();
  witnessed.witnesses_size = witnesses.size();
  EXPECT_EQ(sample_.Verify("trail", &witnessed).verdict, BSUP_VERDICT_INTACT);
}

TEST_F(TrailProve, AFaultIsAVerdictAndNoError) {
  MustBackUp(trail_, sample_.Path("copy"));
  EXPECT_EQ(sample_.Verify("copy").verdict, BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD) << "a control";
  std::string bytes = ReadFile(sample_.Path("copy"));
  const std::size_t at = bytes.find(R"("kind":"ADVICE")");
  ASSERT_NE(at, std::string::npos);
  bytes[at + 8] = 'B';
  std::ofstream(sample_.Path("copy"), std::ios::binary) << bytes;
  const auto tampered = sample_.Verify("copy");
  EXPECT_EQ(tampered.verdict, BSUP_VERDICT_TAMPERED) << tampered.report;
  EXPECT_TRUE(Says(tampered.report, R"("first_bad":1)")) << tampered.report;

  EXPECT_EQ(sample_.Verify("nothing").verdict, BSUP_VERDICT_UNREADABLE);
  const std::string head = TrailSample::Head(trail_);
  MustBackUp(trail_, sample_.Path("newer"));
  const std::string newest = TrailSample::Record(trail_, BSUP_RECORD_CONFIG, kConfig).checkpoint;
  bsup_verify_options options = Checking();
  options.known_head = newest.data();
  options.known_head_size = newest.size();
  EXPECT_EQ(sample_.Verify("newer", &options).verdict, BSUP_VERDICT_ROLLED_BACK);
}

TEST_F(TrailProve, AnotherKeyIsTheWrongOne) {
  const OpenTrail other = sample_.Open(sample_.Options(), "other");
  const std::string key = TrailSample::VerifierKey(other);
  bsup_verify_options options = Checking();
  options.vkey = key.c_str();
  EXPECT_EQ(sample_.Verify("trail", &options).verdict, BSUP_VERDICT_WRONG_KEY);
  EXPECT_EQ(sample_.Verify("other", &options).verdict, BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD);
}

TEST_F(TrailProve, OptionsThatCannotBeReadAreErrors) {
  int32_t verdict = 77;
  bsup_text* report = nullptr;
  const auto refused = [&](bsup_status status, const bsup_verify_options& options) {
    FailsWith(status, [&](bsup_error** error) {
      return Api().trail_verify(sample_.sample.session(), sample_.Path().c_str(), &options,
                                &verdict, &report, error);
    });
    EXPECT_EQ(verdict, 77);
    EXPECT_EQ(report, nullptr);
  };
  bsup_verify_options options = Checking();
  options.vkey = "no key";
  refused(BSUP_BAD_INPUT, options);
  options = Checking();
  options.witnesses = "no key";
  options.witnesses_size = 6;
  refused(BSUP_BAD_INPUT, options);
  options = Checking();
  const std::string head = TrailSample::Head(trail_);
  options.known_head = "no head";
  options.known_head_size = 7;
  refused(BSUP_BAD_INPUT, options);
  options.known_head = head.data();
  options.known_head_size = head.find("\n\n") + 1;  // its text, without the signatures
  refused(BSUP_BAD_INPUT, options);
  options = Checking();
  options.struct_size = 0;
  refused(BSUP_USAGE, options);
}
