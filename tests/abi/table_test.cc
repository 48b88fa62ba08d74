// The table and the exported functions are the same functions.
#include <array>
#include <string>
#include <type_traits>

#include "functions.h"
#include "loaded.h"

extern "C" uint32_t AbiOfHeaderInC(void);

#define SAME_TYPE(name)                                                           \
  static_assert(std::is_same_v<decltype(bsup_api::name), decltype(&bsup_##name)>, \
                "the table's " #name " and bsup_" #name " differ");
BSUP_FUNCTIONS(SAME_TYPE)

#define COUNT(name) +1
constexpr std::size_t kFunctions = 0 BSUP_FUNCTIONS(COUNT);
static_assert(sizeof(bsup_api) == 2 * sizeof(uint32_t) + kFunctions * sizeof(void (*)()),
              "functions.h does not list every member of the table");

TEST(Table, HoldsTheExportedFunctionsThemselves) {
  const Library library;
#define SAME_ADDRESS(name)                                                                       \
  EXPECT_EQ(reinterpret_cast<void*>(library.api().name), dlsym(library.handle(), "bsup_" #name)) \
      << #name;
  BSUP_FUNCTIONS(SAME_ADDRESS)
}

TEST(Table, SaysItsOwnSizeAndVersion) {
  EXPECT_EQ(Api().struct_size, sizeof(bsup_api));
  EXPECT_EQ(Api().abi, BSUP_ABI);
  EXPECT_EQ(Api().abi_version(), BSUP_ABI);
  EXPECT_EQ(AbiOfHeaderInC(), BSUP_ABI);
}

TEST(Table, AnotherMajorVersionIsRefused) {
  const Library library;
  const auto get_api =
      reinterpret_cast<decltype(&bsup_get_api)>(dlsym(library.handle(), "bsup_get_api"));
  EXPECT_EQ(get_api(BSUP_ABI + 1), nullptr);
  EXPECT_EQ(get_api(UINT32_MAX), nullptr);
}

TEST(Table, IsBehindTheSymbolThatBoostDllImports) {
  const Library library;
  const auto* plugin = static_cast<const bsup_api* const*>(dlsym(library.handle(), "bsup_plugin"));
  ASSERT_NE(plugin, nullptr);
  EXPECT_EQ(*plugin, &library.api());
}

TEST(Table, AnExtensionThatIsNotThereIsNull) {
  EXPECT_EQ(Api().get_extension("blended_supervision.nothing/1"), nullptr);
  EXPECT_EQ(Api().get_extension(nullptr), nullptr);
}
