// Loaded before a judge: it may read what it is shown, and ask nobody.
"use strict";
for (const [name, what] of [["net", "connect"], ["tls", "connect"], ["dns", "lookup"]]) {
  require(name)[what] = () => {
    process.stderr.write(`asked the network: ${name}.${what}\n`);
    throw new Error("there is no network here");
  };
}
const { Socket } = require("net");
Socket.prototype.connect = require("net").connect;
