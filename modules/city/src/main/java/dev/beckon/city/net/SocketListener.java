package dev.beckon.city.net;

import dev.beckon.contracts.socket.ServerMessage;

/** Whose socket it is. {@link #lost} may come from another thread than messages do. */
public interface SocketListener {

    /** The socket is open; the snapshot is on its way. */
    void connected();

    /**
     * @param atNs when it came, as {@link System#nanoTime} tells
     */
    void received(ServerMessage message, long atNs);

    /** The socket is gone; it comes back by itself. */
    void lost();

    /** The server said something that it must not say. */
    void breach(String what);
}
