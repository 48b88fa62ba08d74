# shellcheck shell=bash
# Stages that build in another way than what is shipped.

# configure_plain NAME [OPTION...]: into build/NAME, without a preset and so without unity.
configure_plain() { quietly "configure-$1" cmake -G Ninja -S . -B "build/$1" "${@:2}"; }

# alone_with NAME FOLDERS [OPTION...]: what lies in some folders, with the compiler that the options
# choose; one file in $one_in, where that is set. The extension module is not part of the CMake
# project, so its flags are added here.
alone_with() {
  local name=$1 folders=$2 python=(-I "$PWD/plugin/include") include
  shift 2
  for include in $(build/venv/bin/python -m pybind11 --includes); do python+=("$include"); done
  configure_plain "$name" -DBSUP_BENCH=ON -DBSUP_NODE=ON "$@" || return 1
  quietly "build-$name" cmake --build "build/$name" --target words || return 1
  # shellcheck disable=SC2086  # a list
  build/venv/bin/python tests/checks/alone.py --one-in "${one_in:-1}" "build/$name" $folders -- "${python[@]}"
}

stage_alone() { one_in=6 alone_with alone-gcc 'plugin host-stubs bindings'; }
stage_alone_all() { alone_with alone-gcc 'plugin host-stubs bindings'; }
stage_alone_tests() { alone_with alone-gcc tests; }
stage_alone_clang() {
  # The program that makes the words counts coverage too, and links with what a sanitizer brings.
  alone_with alone-clang 'plugin host-stubs bindings tests' -DBSUP_FUZZ=ON -DBSUP_SANITIZE=address \
    -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++
}

# As somebody builds it who knows CMake and nothing of this project.
stage_no_preset() {
  rm -rf build/no-preset
  quietly no-preset cmake -B build/no-preset || return 1
  quietly no-preset cmake --build build/no-preset -j "$(nproc)" \
    --target blended_supervision bsup_console || return 1
  build/no-preset/bin/blended-supervision --version
}

stage_clang() {
  configure_plain clang -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DBSUP_WERROR=ON ||
    return 1
  quietly build-clang cmake --build build/clang || return 1
  abi_against build/clang/lib/libblended_supervision.so
}

# clang does not know the warnings that only g++ has.
stage_tidy() {
  sources | grep '^plugin/src.*\.cc$' |
    quietly tidy xargs -P "$(nproc)" -n 4 clang-tidy -p build/clang --quiet \
      --extra-arg=-Wno-unknown-warning-option
}

# Two types of one name in different files would be taken for one; only the linker, with all of the
# code before it, sees that.
stage_one_definition() {
  configure_plain lto -DBSUP_TESTS=OFF -DCMAKE_INTERPROCEDURAL_OPTIMIZATION=ON \
    -DCMAKE_SHARED_LINKER_FLAGS=-Werror=odr || return 1
  quietly build-lto cmake --build build/lto --target blended_supervision
}

stage_reproducible() {
  local place
  for place in one another-place; do
    rm -rf "build/$place"
    mkdir -p "build/$place/source"
    cp -r CMakeLists.txt LICENSE plugin host-stubs config "build/$place/source/"
    quietly "reproduce-$place" cmake -G Ninja -S "build/$place/source" -B "build/$place/build" \
      -DBSUP_TESTS=OFF || return 1
    quietly "reproduce-$place" cmake --build "build/$place/build" --target blended_supervision ||
      return 1
  done
  cmp build/one/build/lib/libblended_supervision.so \
    build/another-place/build/lib/libblended_supervision.so
}

# Without optimization and without unity, so that a fault costs one small file and one link.
stage_faults() {
  configure_plain faults -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 || return 1
  quietly build-faults cmake --build build/faults --target bsup_advice_tests bsup_policy_tests \
    bsup_intake_tests bsup_trail_tests bsup_records_tests || return 1
  build/venv/bin/python tests/faults/faults.py build/faults
}

# The packages for Node, beside what is shipped.
stage_node() {
  local tsc=build/check/bindings/node/npm/node_modules/.bin/tsc
  quietly configure-node cmake --preset check -DBSUP_NODE=ON || return 1
  quietly build-node cmake --build --preset check --target bsup_node || return 1
  "$tsc" --noEmit --strict --target es2022 --module nodenext --moduleResolution nodenext \
    bindings/node/test/usage.ts || return 1
  quietly npm-page npm ci --prefix bindings/node/page --ignore-scripts --no-audit --no-fund ||
    return 1
  BSUP_NODE=$PWD/build/check/node/blended_supervision.node quietly node-tests \
    node --test bindings/node/test/ bindings/node/page/test/ || return 1
  count "$(awk '/^# pass/ { print $3 }' build/node-tests.log)" 0
}

# kit_tests: the host in Node, by the kit that any host runs. The stage web runs it against the other.
kit_tests() {
  local log=build/kit.log status
  # The stage web has it already, where that has run.
  [ tests/web/node_modules/.package-lock.json -nt tests/web/package-lock.json ] ||
    quietly npm-kit npm ci --prefix tests/web --ignore-scripts --no-audit --no-fund || return 1
  quietly npm-node-web npm ci --prefix host-stubs/node-web --ignore-scripts --no-audit --no-fund ||
    return 1
  quietly build-node-web npm run build --prefix host-stubs/node-web || return 1
  WEB_HOST=tests/web/hosts/node-web.js BSUP_NODE=$PWD/build/check/node/blended_supervision.node \
    node --test --test-reporter=tap tests/web/kit/ >"$log" 2>&1
  status=$?
  count "$(awk '/^# pass/ { print $3 }' "$log")" "$(awk '/^# fail/ { print $3 }' "$log")"
  [ $status -eq 0 ] || { tail -n 80 "$log"; return 1; }
  grep '^# change' "$log" | sed 's/^#/  /'
}
stage_kit() { WEB_SHORT=1 kit_tests; }
stage_kit_all() { kit_tests; }
