/** For networks that let no WebSocket through: a chunk of its own, loaded when the first try fails. */
export { XHR } from "socket.io-client";
