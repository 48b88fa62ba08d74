// Bytes sent to a host as they are.
import net from "node:net";
import tls from "node:tls";

function connectTo({ protocol, hostname, port }) {
  return protocol === "https:"
    ? tls.connect({ host: hostname, port: port || 443, servername: hostname })
    : net.connect(port || 80, hostname);
}

// A request's first lines, with the host's own name.
export function head({ host }, first, ...more) {
  return `${[first, `Host: ${host}`, "Connection: close", ...more].join("\r\n")}\r\n\r\n`;
}

// What the host says to bytes: its first line, or "closed".
export function raw(url, ...parts) {
  return new Promise((done) => {
    const socket = connectTo(url);
    let answer = "";
    socket.on("data", (data) => (answer += data));
    socket.on("error", () => {});
    socket.on("close", () => done(answer.split("\r\n")[0] || "closed"));
    for (const part of parts) socket.write(part);
  });
}

// Opens 300 connections that send a byte a second: seconds until the last was cut off.
export async function slowConnections(url) {
  const begin = Date.now();
  await Promise.all(Array.from({ length: 300 }, () => {
    const socket = connectTo(url);
    socket.on("error", () => {});
    socket.write("GET / HTTP/1.1\r\nX-Slow: ");
    const drip = setInterval(() => socket.write("a"), 1000);
    return new Promise((done) => socket.on("close", () => {
      clearInterval(drip);
      done();
    }));
  }));
  return (Date.now() - begin) / 1000;
}
