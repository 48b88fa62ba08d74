// An example host application: case management on sample cases, with advice beside the field where
// a practitioner chooses how to meet somebody.
#include <CLI/CLI.hpp>
#include <boost/asio/ip/address.hpp>
#include <filesystem>
#include <iostream>

#include "app.h"
#include "assets.h"
#include "days.h"
#include "routes.h"
#include "server.h"

namespace {

struct Options {
  web::AppOptions app;
  web::ServerOptions server;
  std::string assets;
  std::string state = "web-state";
  std::string today = "2026-11-23";
  std::int64_t idle = 3600;
  bool own_sign_in = false;
  bool routes = false;
};

void Add(CLI::App* command, Options* options) {
  web::AppOptions& app = options->app;
  web::ServerOptions& server = options->server;
  command->add_option("--plugin", app.plugin.library,
                      "The plugin, where it is not beside this program");
  command->add_option("--policy", app.plugin.policies, "Policy packs")->required();
  command->add_option("--mapping", app.plugin.mapping, "How the cases are read")->required();
  command->add_option("--data", app.data, "The folder with the cases, X*.json")->required();
  command->add_option("--web", app.web, "The folder with templates, words and users.toml")
      ->required();
  command->add_option("--page", app.page, "The folder of the package with the advice on a page")
      ->required();
  command->add_option("--assets", options->assets, "The folder with styles and scripts")
      ->required();
  command->add_option("--state", options->state, "The folder for the trail and the host's store");
  command->add_option("--today", options->today, "The day of the sample cases");
  command->add_option("--address", server.address, "Where to listen");
  command->add_option("--port", server.port, "Which port; 0: the first that is free from 8080 on");
  command->add_option("--host", server.hosts, "A name by which it is reached, besides localhost");
  command->add_option("--idle", options->idle, "After how many idle seconds a session ends")
      ->check(CLI::Range(1, 24 * 3600));
  command->add_flag("--tls", app.tls, "Something before this server ends TLS");
  command->add_flag("--i-have-my-own-sign-in", options->own_sign_in,
                    "Listen elsewhere than on this machine");
  command->add_flag("--routes", options->routes, "List every page and who may have it");
}

void Run(Options options) {
  const auto today = web::ParseIsoDay(options.today);
  if (!today) throw std::runtime_error("--today is not a day such as 2026-11-23");
  options.app.plugin.today = *today;
  if (!boost::asio::ip::make_address(options.server.address).is_loopback() &&
      !options.own_sign_in) {
    throw std::runtime_error(
        "the sign-in is a stub: anybody can be anybody. So this listens on 127.0.0.1 only, unless "
        "you say --i-have-my-own-sign-in");
  }
  std::filesystem::create_directories(options.state);
  std::filesystem::permissions(options.state, std::filesystem::perms::owner_all);
  options.app.plugin.trail = options.state + "/trail";
  options.app.idle = std::chrono::seconds(options.idle);
  options.app.store = options.state + "/store.db";
  options.server.tls = options.app.tls;
  const web::Assets assets(options.assets);
  web::App app(options.app);
  web::Serve(
      options.server,
      [&app, &assets](const web::Request& request) {
        if (const auto asset = assets.Find(request)) return *asset;
        return web::Handle(&app, request);
      },
      [&options](std::uint16_t port) {
        std::cout << "http://" << options.server.address << ':' << port << "/\n" << std::flush;
      });
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  options.server.port = 0;
  CLI::App command("An example host: a web page on sample cases, with advice on how to meet");
  Add(&command, &options);
  if (argc == 2 && std::string_view(argv[1]) == "--routes") {
    std::cout << web::ListRoutes();
    return 0;
  }
  CLI11_PARSE(command, argc, argv);
  try {
    Run(std::move(options));
  } catch (const std::exception& error) {
    std::cerr << "blended-supervision-web: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
