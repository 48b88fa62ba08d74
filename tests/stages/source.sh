# shellcheck shell=bash
# Stages that read the source: nothing of it is run.

stage_set_up() {
  ./host-stubs/setup test || return 1
  mkdir -p build/axe
  [ -x build/venv/bin/python ] || quietly venv python3 -m venv build/venv || return 1
  quietly pip build/venv/bin/pip install --disable-pip-version-check -r tests/requirements.txt ||
    return 1
  cp tests/axe/package.json tests/axe/package-lock.json build/axe/
  quietly npm npm ci --prefix build/axe --ignore-scripts --no-audit --no-fund
}

stage_checks() {
  test_python checks build/venv/bin/python -m pytest -q -p no:cacheprovider -n "$(nproc)" \
    tests/checks tests/faults
}

stage_format() {
  sources | quietly format xargs clang-format --dry-run -Werror || return 1
  quietly shellcheck shellcheck tests/run tests/stages/*.sh .ci/run host-stubs/setup \
    host-stubs/quickstart host-stubs/tour host-stubs/web/serve host-stubs/node-web/serve
}

stage_layers() { build/venv/bin/python tests/checks/layers.py; }

stage_english() { build/venv/bin/python tests/checks/plain_english.py; }

stage_headers() {
  local strict=(-Wall -Wextra -Wpedantic -Werror -fsyntax-only -I plugin/include) compiler
  local header='#include "blended_supervision/plugin.h"'
  for compiler in gcc clang; do
    "$compiler" -std=c99 "${strict[@]}" -x c - <<<"$header" || return 1
    "$compiler" -std=c99 "${strict[@]}" host-stubs/c/host.c || return 1
  done
  for compiler in g++ clang++; do
    "$compiler" -std=c++20 "${strict[@]}" -x c++ - <<<"$header" || return 1
    "$compiler" -std=c++20 "${strict[@]}" -x c++ - <<<"${header/.h/.hpp}" || return 1
  done
  build/venv/bin/python tests/checks/header_examples.py
}
