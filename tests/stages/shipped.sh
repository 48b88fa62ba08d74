# shellcheck shell=bash
# Stages on what is shipped, built as it is shipped.

# The tests that run the programs, and those that see the library from outside; the others are unit
# tests.
programs='unload|console|console_mapping|console_trail|docs|docs_control|validator'
outside="^(abi|$programs)\$"

stage_build() {
  build_preset check blended_supervision bsup_console bsup_c_host bsup_abi_tests \
    bsup_unload_tests bsup_log_sample
}

stage_shipped() { test_preset check -R "$outside"; }

stage_tour() {
  quietly tour host-stubs/tour build/check/bin/blended-supervision build/venv/bin/python build/tour
}

# web_tests [OPTION]: the example host, as its tests start it, and as the quickstart does. The option
# is for node.
web_tests() {
  local log=build/web.log status
  build_preset check bsup_web bsup_web_assets || return 1
  quietly npm-web npm ci --prefix tests/web --ignore-scripts --no-audit --no-fund || return 1
  node --test --test-reporter=tap "$@" tests/web/ >"$log" 2>&1
  status=$?
  count "$(awk '/^# pass/ { print $3 }' "$log")" "$(awk '/^# fail/ { print $3 }' "$log")"
  [ $status -eq 0 ] || { tail -n 80 "$log"; return 1; }
  quietly serve host-stubs/web/serve build/check build/web-state || return 1
  grep -E '^# (live|the page|the list|memory|change|restricted|[0-9]+ decisions)' "$log" | sed 's/^#/  /'
}
# Of the pages' four rounds one, no load, a few kills: two files at once, since they wait a lot.
stage_web() { WEB_SHORT=1 web_tests --test-concurrency=2; }
stage_web_all() { web_tests; }

stage_units() { build_preset check && test_preset check -E "$outside"; }

stage_schema() {
  local program=build/check/bin/blended-supervision language form
  local advise=("$program" advise --policy config/policies/england-wales.toml
    --mapping config/mappings/ndelius.toml --as-of 2026-11-23)
  for form in json form; do
    for language in en cy; do
      "${advise[@]}" "--$form" --lang "$language" host-stubs/data/X*.json || return 1
      "${advise[@]}" "--$form" --lang "$language" --contact host-stubs/data/contact.json \
        host-stubs/data/X*.json || return 1
    done >"build/advice.$form"
  done
  local check=("$program" mapping check --policy config/policies/england-wales.toml
    --as-of 2026-11-23 --json)
  printf '{"crn":' >build/cut-off.json
  {
    "${check[@]}" config/mappings/ndelius.toml host-stubs/data/X*.json
    "${check[@]}" config/mappings/ledger.toml config/mappings/ledger.json host-stubs/data/X*.json
    "${check[@]}" config/mappings/ledger.toml build/cut-off.json
    "${check[@]}" tests/schema/faulty_mapping.toml config/mappings/ledger.json
  } >build/mapping.check
  build/venv/bin/python tests/schema/check_advice.py <build/advice.json &&
    build/venv/bin/python tests/schema/check_form.py <build/advice.form &&
    build/venv/bin/python tests/schema/check_mapping_report.py <build/mapping.check
}

# abi_against LIBRARY: nothing of the committed interface is gone or changed. Two changed baselines
# show that the gate can see.
abi_against() {
  local gate=(abidiff --exported-interfaces-only --no-architecture
    --suppressions plugin/abi/allowed.abignore) changed
  "${gate[@]}" plugin/abi/baseline.abi "$1" || return 1
  sed "s/\(name='bsup_mode' size-in-bits='\)384/\1448/" plugin/abi/baseline.abi >build/wider.abi
  sed "s/bsup_text_size/bsup_text_length/g" plugin/abi/baseline.abi >build/renamed.abi
  for changed in build/wider.abi build/renamed.abi; do
    if "${gate[@]}" "$changed" "$1" >build/abi-control.log; then
      echo "the gate lets $changed through"
      return 1
    fi
  done
}

stage_abi() { abi_against build/check/lib/libblended_supervision.so; }

stage_valgrind() {
  if ! command -v valgrind >/dev/null; then
    echo "   skipped: valgrind is not installed (AddressSanitizer watched the same tests)"
    return 0
  fi
  quietly valgrind valgrind --quiet --error-exitcode=1 --leak-check=full \
    build/check/bin/bsup_abi_tests --gtest_filter='Advise.*:Session.*'
}

stage_bench() {
  quietly configure-bench cmake --preset release -DBSUP_TESTS=OFF -DBSUP_BENCH=ON || return 1
  quietly build-bench cmake --build --preset release || return 1
  tests/bench/report --million build/release/bench || return 1
  full_requirements || return 1
  quietly bench-tests build/venv/bin/python -m pytest -q -p no:cacheprovider tests/bench || return 1
  build/venv/bin/python tests/bench/attention.py --check || return 1
  build/venv/bin/python tests/bench/frames.py && build/venv/bin/python tests/bench/reports.py
}

stage_install() {
  test_python install build/venv/bin/python -m pytest -q -p no:cacheprovider -n "$(nproc)" \
    --dist loadscope tests/install
}
