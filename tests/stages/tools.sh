# shellcheck shell=bash
# What the stages share.

# quietly NAME COMMAND...: the output goes to build/NAME.log; if it fails, the end of it is shown.
quietly() {
  local log=build/$1.log
  shift
  "$@" >"$log" 2>&1 && return
  tail -n 60 "$log"
  echo "(all of it is in $log)"
  return 1
}

sources() {
  find plugin host-stubs bindings tests -name '*.cc' -o -name '*.h' -o -name '*.hpp' -o -name '*.c'
}

# build_preset PRESET [TARGET...]
build_preset() {
  local preset=$1
  shift
  quietly "configure-$preset" cmake --preset "$preset" || return 1
  quietly "build-$preset" cmake --build --preset "$preset" ${1:+--target "$@"}
}

# Goes before ctest where a stage needs it to.
without_layout=()

# test_preset PRESET [CTEST OPTION...]: its tests, counted. What is skipped is said.
test_preset() {
  local log=build/$1/Testing/Temporary/LastTest.log preset=$1 status
  shift
  "${without_layout[@]}" ctest --preset "$preset" -j "$(nproc)" "$@" >build/test.log 2>&1
  status=$?
  count "$(awk '/^\[  PASSED  \] [0-9]+ test/ { n += $4 } END { print n + 0 }' "$log")" \
    "$(awk '/^\[  FAILED  \] [0-9]+ (test|check)/ { n += $4 } END { print n + 0 }' "$log")"
  grep -A 1 ': Skipped$' "$log" | sed 's/^/   /'
  [ $status -eq 0 ] || tail -n 80 build/test.log
  return $status
}

# test_python LOG COMMAND...: a run of pytest, counted. What is skipped is said.
test_python() {
  local log=build/$1.log status
  shift
  "$@" >"$log" 2>&1
  status=$?
  count "$(grep -oE '[0-9]+ passed' "$log" | awk '{ n = $1 } END { print n + 0 }')" \
    "$(grep -oE '[0-9]+ (failed|error)' "$log" | awk '{ n += $1 } END { print n + 0 }')"
  grep '^SKIPPED' "$log" | sed 's/^/   /'
  [ $status -eq 0 ] || tail -n 80 "$log"
  return $status
}

# With which every stage but python-checkout has pip build a wheel from bindings/python.
# shellcheck disable=SC2034  # the files beside this one use them
wheel_options=(--disable-pip-version-check --no-build-isolation --no-deps
  --config-settings cmake.define.BSUP_WERROR=ON)

full_requirements() {
  quietly pip-full build/venv/bin/pip install --disable-pip-version-check \
    -r tests/requirements-full.txt
}
