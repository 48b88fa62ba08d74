# shellcheck shell=bash
# Every stage, in the order in which they run: name, runs, what it does, what it needs.
# What is shipped is built and tested from outside as it is shipped. All tests, those too, run under
# AddressSanitizer and UndefinedBehaviorSanitizer; the plain run leaves the programs out there and
# gives the longest tests fewer cases, and the full run has the unit tests as shipped as well.

stage set-up every "what is missing is installed"
stage checks every "the checks themselves are tested, and so is this driver" set-up
stage format every "clang-format has nothing to change, shellcheck nothing to say" set-up
stage layers every "each folder includes only what is below; each source has its header" set-up
stage english every "messages, comments and docs say nothing that nobody says" set-up
stage headers every "the public headers in C99 and C++20, gcc and clang" set-up
stage alone plain "one in six of the sources and headers, and what changed lately, by itself with g++" set-up
stage build every "what is shipped is built, warnings are errors" set-up
stage wheel every "Python: the wheel is built around that library, and installed" build
stage python-lint every "Python: lint and types" wheel
stage python every "Python: tests" wheel
stage shipped every "tests of what is shipped: library, console, README, exported logs" wheel
stage tour every "what the quickstart shows comes to its end" wheel
stage web plain "the example host in a browser: the story, axe on each page once, hostile requests, a few kills" build
stage web-all full "the same at two sizes in two languages, eight visitors at once for a minute, 1,000 records around kills" build
stage schema every "advice against its JSON schema" build
stage abi every "the interface against the committed baseline" build
stage node every "Node: the module is built, its types fit, and its tests pass" build
stage kit plain "the host in Node passes the kit for any host: its pages once, no slow connections" node
stage kit-all full "all of the kit against the host in Node" node
stage install every "hosts are built in every way against an install in a new folder" build
stage asan-build every "all is built with AddressSanitizer and UndefinedBehaviorSanitizer" set-up
stage asan plain "all tests with them but of the programs, with a share of the cases" asan-build
stage asan-all full "all tests with them, with all cases" asan-build wheel
stage fuzz plain "each fuzzer for 5 seconds" asan-build
stage fuzz-long full "each fuzzer for two minutes" asan-build

stage units full "the unit tests as shipped, without sanitizers" build
stage tsan-build full "all is built with ThreadSanitizer" set-up
stage tsan full "all tests with it" tsan-build wheel
stage python-asan-build full "Python: the module with the first two sanitizers" asan-build
stage python-asan full "Python: tests with them" python-asan-build
stage python-checkout full "Python: pip builds and installs a checkout from nothing" wheel
stage spark full "Python: the same rows on a Spark cluster of one machine" wheel
stage alone-all full "each source and header but of tests compiles by itself with g++" set-up
stage alone-tests full "each source and header of tests, too" set-up
stage alone-clang full "every source and header compiles by itself with clang++" set-up
stage no-preset full "plain cmake, with nothing chosen, builds the library and the console" set-up
stage clang full "clang's build, and its interface against the baseline" set-up
stage tidy full "clang-tidy has nothing to say" clang
stage one-definition full "the linker finds no two types of one name" set-up
stage reproducible full "two builds in different folders give the same library" set-up
stage faults full "planted faults are caught by the tests of their layer" set-up
stage bench full "every figure of the benchmarks" wheel
stage valgrind full "the C interface under valgrind" build
