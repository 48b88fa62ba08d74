# shellcheck shell=bash
# Stages on the Python package.

# Around the library that is built already; python-checkout builds one as pip does, from nothing.
stage_wheel() {
  local options=("${wheel_options[@]}" --wheel-dir build/wheel
    --config-settings build-dir="$PWD/build/python"
    --config-settings cmake.define.BSUP_LIBRARY="$PWD/build/check/lib/libblended_supervision.so")
  rm -rf build/wheel
  PATH=$PWD/build/venv/bin:$PATH quietly wheel build/venv/bin/pip wheel "${options[@]}" \
    ./bindings/python || return 1
  quietly wheel-install build/venv/bin/pip install --disable-pip-version-check --no-deps \
    --force-reinstall build/wheel/*.whl
}

stage_python_lint() {
  local bin=build/venv/bin python=bindings/python
  local config=$python/pyproject.toml
  local tools=(tests/bench tests/checks tests/docs tests/faults tests/install)
  quietly ruff "$bin/ruff" check "$python" || return 1
  quietly ruff "$bin/ruff" format --check "$python" || return 1
  quietly ruff "$bin/ruff" check --config "$config" "${tools[@]}" || return 1
  quietly ruff "$bin/ruff" format --config "$config" --check "${tools[@]}" || return 1
  quietly mypy "$bin/mypy" --config-file "$config" "$python/src" "$python/tests" || return 1
  local tool
  for tool in "${tools[@]}"; do
    quietly mypy "$bin/mypy" --config-file "$config" "$tool" || return 1
  done
  quietly stubtest "$bin/stubtest" --allowlist "$python/tests/stubtest.allow" \
    blended_supervision._native
}

# Its tests, and the examples in its docstrings.
stage_python() {
  AXE_CORE=$PWD/build/axe/node_modules/axe-core/axe.min.js test_python python \
    build/venv/bin/python -m pytest -n "$(nproc)" -c bindings/python/pyproject.toml \
    --doctest-modules bindings/python/tests --ignore bindings/python/tests/spark_test.py \
    --pyargs blended_supervision
}

# As pip does it for somebody who has a checkout and nothing else, with what pip fetches.
stage_python_checkout() {
  rm -rf build/plain-wheel
  quietly plain-wheel build/venv/bin/pip wheel --disable-pip-version-check --no-deps \
    --wheel-dir build/plain-wheel ./bindings/python || return 1
  quietly plain-wheel-test build/venv/bin/python -m pytest -c bindings/python/pyproject.toml \
    --wheel "$PWD/build/plain-wheel" bindings/python/tests/test_wheel.py
}

stage_spark() {
  if ! command -v java >/dev/null; then
    echo "   skipped: java is not installed"
    return 0
  fi
  full_requirements || return 1
  quietly spark build/venv/bin/python -m pytest -c bindings/python/pyproject.toml \
    bindings/python/tests/spark_test.py
}
