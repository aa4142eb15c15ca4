package dev.beckon.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that says what it likes: bytes on a connection. */
final class Wire implements AutoCloseable {

    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;

    /** Of the above, where more of the message follows. */
    static final int BEGUN_TEXT = 0x01;

    static final int MORE = 0x00;
    static final int LAST = 0x80;

    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final DataInputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MS);
        in = new DataInputStream(socket.getInputStream());
    }

    static Wire open(int port) throws IOException {
        return new Wire(new Socket("127.0.0.1", port));
    }

    /** One whose handshake is done and whose snapshot is read. */
    static Wire joined(int port, String ticket) throws IOException {
        var wire = open(port).send(handshake("GET", ticket, ""));
        wire.readHead();
        wire.readFrame();
        return wire;
    }

    /** A whole request; what is in {@code instead} takes the place of headers of the same name. */
    static byte[] handshake(String method, String ticket, String instead) {
        var head = new StringBuilder(method + " /ws?ticket=" + ticket + " HTTP/1.1\r\n");
        for (var header :
                new String[] {
                    "Host: 127.0.0.1",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                }) {
            var name = header.substring(0, header.indexOf(':') + 1);
            if (!instead.contains(name)) {
                head.append(header).append("\r\n");
            }
        }
        head.append(instead.isEmpty() ? "" : instead + "\r\n");
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A frame with a mask that changes nothing, as a client's has to have one. */
    static byte[] frame(int head, byte[] payload) {
        return frame(head, payload.length, payload);
    }

    static byte[] frame(int head, String payload) {
        return frame(head, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame that says another length than it has. */
    static byte[] frame(int head, long length, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(head);
        int bytes = length >>> 16 != 0 ? 8 : length >= 126 ? 2 : 0;
        frame.write(0x80 | (bytes == 0 ? (int) length : bytes == 2 ? 126 : 127));
        for (int i = bytes - 1; i >= 0; i--) {
            frame.write((int) (length >>> (8 * i)));
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    static byte[] all(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A server that has had enough may hang up while we write. */
    Wire send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // What it said before is still to be read.
        }
        return this;
    }

    /** Up to the empty line after the headers. */
    String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                break;
            }
            head.append((char) read);
        }
        return head.toString();
    }

    /** All that the server says until it hangs up. */
    String readAll() throws IOException {
        socket.shutdownOutput();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private record Frame(int head, byte[] payload) {}

    private Frame readFrame() throws IOException {
        int head = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        var payload = new byte[(int) length];
        in.readFully(payload);
        return new Frame(head, payload);
    }

    /** The next text. */
    String readText() throws IOException {
        var frame = readFrame();
        while (frame.head() != TEXT) {
            frame = readFrame();
        }
        return new String(frame.payload(), StandardCharsets.UTF_8);
    }

    /** With which code it ends; -1 if the server hangs up without one. */
    int closeCode() throws IOException {
        try {
            while (true) {
                var frame = readFrame();
                if (frame.head() == CLOSE) {
                    return frame.payload().length < 2
                            ? 1005
                            : (frame.payload()[0] & 0xFF) << 8 | frame.payload()[1] & 0xFF;
                }
            }
        } catch (EOFException | SocketException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
