// A mail server for tests, on npm's smtp-server: `node mail-server.js PORT FILE [starttls|tls KEY CERTIFICATE]`. Each mail that it
// takes is a line of FILE: JSON with `to`, `message` (base64), `user` and `secure`, written before it is acknowledged. Whoever signs
// in is anybody; who did so without encryption is a line {"leaked": user}. The control server on PORT + 1 sets with
// `POST /?mode=...` how it answers:
//   ok, refuses (550 to every recipient), denies (550 5.7.1 to every recipient), refuses-message (554 after DATA),
//   denies-message (554 5.7.1 after DATA), later (451), hangs (never answers DATA),
//   closes (cuts the connection after the message, which it has taken), bad-sender (550 to MAIL)
import fs from "node:fs";
import http from "node:http";
import { SMTPServer } from "smtp-server";

const [port, file, encryption, key, certificate] = [Number(process.argv[2]), ...process.argv.slice(3)];
let mode = "ok";

function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

const server = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  secure: encryption === "tls",
  disabledCommands: encryption ? [] : ["STARTTLS"],
  ...(encryption && { key: fs.readFileSync(key), cert: fs.readFileSync(certificate) }),
  onAuth({ username, password }, session, done) {
    if (!session.secure) fs.appendFileSync(file, `${JSON.stringify({ leaked: username })}\n`);
    done(null, { user: `${username} ${password}` });
  },
  onMailFrom: (_, __, done) =>
    done(mode === "bad-sender" ? refusal(550, "Sender refused") : undefined),
  onRcptTo({ address }, _, done) {
    if (mode === "refuses")
      return done(refusal(550, `No mailbox ${address} here`));
    if (mode === "denies")
      return done(refusal(550, `5.7.1 ${address}: relay denied`));
    done(mode === "later" ? refusal(451, `${address}: try later`) : undefined);
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      if (mode === "hangs") return;
      if (mode === "refuses-message")
        return done(refusal(554, "Message refused"));
      if (mode === "denies-message")
        return done(refusal(554, "5.7.1 Account suspended"));
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const message = Buffer.concat(parts).toString("base64");
      fs.appendFileSync(
        file,
        `${JSON.stringify({ to, message, user: session.user, secure: session.secure })}\n`,
      );
      if (mode === "closes")
        return sockets.forEach((socket) => socket.destroy());
      done();
    });
  },
});
const sockets = new Set();
server.server.on("connection", (socket) => {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
});
server.on("error", () => undefined);
server.listen(port, "127.0.0.1");

http
  .createServer((request, response) => {
    mode =
      new URL(request.url, "http://localhost").searchParams.get("mode") ?? mode;
    response.end(mode);
  })
  .listen(port + 1, "127.0.0.1");
