# shellcheck shell=bash
# Stages under the sanitizers, the fuzzers among them.

stage_asan_build() { build_preset asan all bsup_fuzzers; }
# Of the cases against the oracle. The programs are run as they are shipped.
# shellcheck disable=SC2154  # shipped.sh names them
stage_asan() { BSUP_ORACLE_CASES=0.15 test_preset asan -E "^($programs)\$"; }
stage_asan_all() { BSUP_ORACLE_CASES=1 test_preset asan; }

stage_tsan_build() { build_preset tsan; }

# g++ 12's ThreadSanitizer wants addresses where newer kernels do not put them.
stage_tsan() {
  # shellcheck disable=SC2034  # test_preset uses it
  setarch -R true 2>/dev/null && local without_layout=(setarch -R)
  test_preset tsan
}

# fuzz_one FUZZER SECONDS
fuzz_one() {
  local name corpus options
  name=$(basename "$1")
  name=${name#fuzz_}
  corpus=(build/fuzzing/corpus/"$name")
  mkdir -p "${corpus[0]}" build/fuzzing/found
  options=(-max_total_time="$2" -timeout=10 -artifact_prefix=build/fuzzing/found/
    -print_final_stats=1)
  [ ! -f "tests/fuzz/$name.dict" ] || options+=(-dict="tests/fuzz/$name.dict")
  [ ! -d "tests/fuzz/corpus/$name" ] || corpus+=("tests/fuzz/corpus/$name")
  quietly "fuzz-$name" "$1" "${options[@]}" "${corpus[@]}" || return 1
  echo "   $name: $(awk '/number_of_executed_units/ { print $2 }' "build/fuzz-$name.log") runs"
}

# fuzz_all SECONDS
fuzz_all() {
  local fuzzers=(build/asan/fuzz/fuzz_*)
  [ -x "${fuzzers[0]}" ] || { echo "there are no fuzzers in build/asan/fuzz"; return 1; }
  export -f fuzz_one quietly
  # shellcheck disable=SC2016  # that shell expands them
  printf '%s\0' "${fuzzers[@]}" |
    xargs -0 -P "$(nproc)" -I '{}' bash -c 'fuzz_one "$1" "$2"' fuzz '{}' "$1"
}

stage_fuzz() { fuzz_all 5; }
stage_fuzz_long() { fuzz_all 120; }

# The module and the library of the sanitizers' preset, in a folder that goes before the installed
# wheel.
stage_python_asan_build() {
  local flags='-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all'
  local options=("${wheel_options[@]}" --wheel-dir build/asan-wheel
    --config-settings build-dir="$PWD/build/asan-native" --config-settings install.strip=false
    --config-settings cmake.build-type=Debug
    --config-settings cmake.define.CMAKE_C_COMPILER=clang
    --config-settings cmake.define.CMAKE_CXX_COMPILER=clang++
    --config-settings cmake.define.CMAKE_CXX_FLAGS="$flags -O1 -g1"
    --config-settings cmake.define.BSUP_LIBRARY="$PWD/build/asan/lib/libblended_supervision.so")
  rm -rf build/asan-wheel build/asan-python
  PATH=$PWD/build/venv/bin:$PATH quietly asan-wheel build/venv/bin/pip wheel "${options[@]}" \
    ./bindings/python || return 1
  quietly asan-python build/venv/bin/pip install --disable-pip-version-check --no-deps \
    --target build/asan-python build/asan-wheel/*.whl
}

# watched COMMAND...: Python with them. The interpreter is not built with the sanitizers, so their
# runtime is loaded first, and libstdc++ with it, without which it cannot watch exceptions. The
# interpreter never frees all it has at its end, so leaks are not looked for. With malloc as
# Python's allocator, bytes that the library reads are watched to the last one.
watched() {
  LD_PRELOAD="$(clang -print-file-name=libclang_rt.asan-x86_64.so) $(
    clang++ -print-file-name=libstdc++.so.6)" \
    ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1 \
    PYTHONMALLOC=malloc PYTHONPATH=$PWD/build/asan-python build/venv/bin/python "$@"
}

# Not run: test_wheel.py, which is about the wheel as it is shipped, and report/, in which no code
# runs but Python's and the browser's.
stage_python_asan() {
  local module symbol fault=build/overrun.log tests=bindings/python/tests
  for module in build/asan-python/blended_supervision/{_native.*,libblended_supervision}.so*; do
    for symbol in __asan_report_load __ubsan_handle; do
      nm -D "$module" | grep "$symbol" >/dev/null ||
        { echo "$module is not watched: it has no $symbol"; return 1; }
    done
  done
  quietly overrun-not watched "$tests/overrun.py" 8 || return 1
  if watched "$tests/overrun.py" 9 >"$fault" 2>&1 ||
    ! grep -q 'AddressSanitizer: heap-buffer-overflow' "$fault"; then
    echo "a read beyond the end of a column goes unseen: $fault"
    return 1
  fi
  test_python python-asan watched -m pytest -c bindings/python/pyproject.toml "$tests" \
    --ignore "$tests/spark_test.py" --ignore "$tests/test_wheel.py" --ignore "$tests/report"
}
