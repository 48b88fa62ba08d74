#include "server.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

namespace web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr std::uint32_t kHeaderLimit = 8 * 1024;
constexpr std::uint64_t kBodyLimit = 64 * 1024;
constexpr std::chrono::seconds kReadTime(15);  // for a whole request, however slowly it comes
constexpr int kMostConnections = 256;
constexpr std::uint16_t kFirstPort = 8080;
constexpr std::uint16_t kPortsTried = 100;

struct Shared {
  const ServerOptions& options;
  const std::function<Answer(const Request&)>& handle;
  std::vector<std::string> hosts = {};
  std::atomic<int> connections = 0;
};

// Nothing where the request is not one that a browser sends here.
std::optional<Request> Read(const http::request<http::string_body>& given) {
  Request request;
  request.method = std::string(given.method_string());
  const std::string_view target = given.target();
  const std::size_t mark = std::min(target.find('?'), target.size());
  request.path = std::string(target.substr(0, mark));
  if (!request.path.starts_with('/') || request.path.find('%') != std::string::npos) return {};
  std::optional<Fields> query = ParseForm(target.substr(std::min(mark + 1, target.size())));
  if (!query || !IsText(request.path)) return {};
  request.query = *std::move(query);
  if (given.method() == http::verb::post) {
    if (!beast::iequals(given[http::field::content_type].substr(0, 33),
                        "application/x-www-form-urlencoded")) {
      return {};
    }
    std::optional<Fields> form = ParseForm(given.body());
    if (!form) return {};
    request.form = *std::move(form);
  }
  request.cookies = ParseCookies(given[http::field::cookie]);
  request.host = std::string(given[http::field::host]);
  request.origin = std::string(given[http::field::origin]);
  request.fetch_site = std::string(given["Sec-Fetch-Site"]);
  return request;
}

Answer Handle(const Shared& shared, const http::request<http::string_body>& given) {
  try {
    if (given.count(http::field::host) != 1 ||
        std::find(shared.hosts.begin(), shared.hosts.end(), given[http::field::host]) ==
            shared.hosts.end()) {
      return Plain(421);
    }
    if (given.method() != http::verb::get && given.method() != http::verb::post) return Plain(405);
    const std::optional<Request> request = Read(given);
    return request ? shared.handle(*request) : Plain(400);
  } catch (const std::exception& error) {
    // The text may quote a case, so it is not logged.
    std::cerr << "error: " << typeid(error).name() << '\n';
    return Plain(500);
  }
}

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Shared* shared) : stream_(std::move(socket)), shared_(shared) {
    ++shared_->connections;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { --shared_->connections; }

  void Read() {
    parser_.emplace();
    parser_->header_limit(kHeaderLimit);
    parser_->body_limit(kBodyLimit);
    stream_.expires_after(kReadTime);
    http::async_read(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](beast::error_code error, std::size_t) { self->OnRead(error); });
  }

 private:
  void OnRead(beast::error_code error) {
    if (!error) {
      Write(Handle(*shared_, parser_->get()), parser_->get().keep_alive());
    } else if (error == http::error::header_limit || error == http::error::buffer_overflow) {
      Write(Plain(431), false);
    } else if (error == http::error::body_limit) {
      Write(Plain(413), false);
    } else if (error.category() == make_error_code(http::error::bad_method).category() &&
               error != http::error::end_of_stream && error != http::error::partial_message) {
      Write(Plain(400), false);
    } else {
      Close();
    }
  }

  void Write(Answer answer, bool keep) {
    Secure(&answer, shared_->options.tls);
    answer_ = {};
    answer_.result(answer.status);
    for (const auto& [name, value] : answer.headers) answer_.insert(name, value);
    answer_.body() = std::move(answer.body);
    answer_.keep_alive(keep);
    answer_.prepare_payload();
    stream_.expires_after(kReadTime);
    http::async_write(stream_, answer_,
                      [self = shared_from_this(), keep](beast::error_code error, std::size_t) {
                        if (error || !keep) return self->Close();
                        self->Read();
                      });
  }

  void Close() {
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{kHeaderLimit + kBodyLimit};
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> answer_;
  Shared* shared_;
};

class Listener {
 public:
  Listener(asio::io_context* io, tcp::acceptor acceptor, Shared* shared)
      : io_(io), acceptor_(std::move(acceptor)), shared_(shared) {}

  void Accept() {
    acceptor_.async_accept(asio::make_strand(*io_),
                           [this](beast::error_code error, tcp::socket socket) {
                             if (error == asio::error::operation_aborted) return;
                             if (!error && shared_->connections < kMostConnections) {
                               std::make_shared<Connection>(std::move(socket), shared_)->Read();
                             }
                             Accept();
                           });
  }

 private:
  asio::io_context* io_;
  tcp::acceptor acceptor_;
  Shared* shared_;
};

tcp::acceptor Listen(asio::io_context* io, const ServerOptions& options) {
  const asio::ip::address address = asio::ip::make_address(options.address);
  const std::uint16_t first = options.port == 0 ? kFirstPort : options.port;
  const std::uint16_t last = options.port == 0 ? first + kPortsTried - 1 : first;
  for (std::uint16_t port = first; port <= last; ++port) {
    tcp::acceptor acceptor(*io);
    beast::error_code error;
    acceptor.open(address.is_v6() ? tcp::v6() : tcp::v4());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind({address, port}, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) return acceptor;
  }
  throw std::runtime_error("cannot listen on " + options.address + ", port " +
                           std::to_string(first) + (first == last ? "" : " or the 99 after it"));
}

}  // namespace

void Serve(const ServerOptions& options, const std::function<Answer(const Request&)>& handle,
           const std::function<void(std::uint16_t port)>& started) {
  Shared shared{options, handle, options.hosts};
  asio::io_context io(static_cast<int>(options.threads));  // its connections use `shared`
  tcp::acceptor acceptor = Listen(&io, options);
  const std::uint16_t port = acceptor.local_endpoint().port();
  for (const std::string& name : {options.address, std::string("localhost")}) {
    shared.hosts.push_back(name + ':' + std::to_string(port));
  }
  asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&io](const beast::error_code&, int) { io.stop(); });
  Listener listener(&io, std::move(acceptor), &shared);
  listener.Accept();
  started(port);
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < options.threads; ++i) threads.emplace_back([&io] { io.run(); });
  io.run();
}

}  // namespace web
