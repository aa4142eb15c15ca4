package dev.beckon.devservices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1. */
public final class Ports {

    // Below Linux's range for outgoing connections (32768 and up): none of those can take the port
    // of a service while it is being restarted.
    private static final int RANDOM_FROM = 15_000;
    private static final int RANDOM_TO = 32_000;
    private static final int CONNECT_TIMEOUT_MS = 500;

    private Ports() {}

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(loopback(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Some free port. */
    public static int anyFree() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(RANDOM_FROM, RANDOM_TO);
            if (isFree(port)) {
                return port;
            }
        }
        throw new DevServicesException(
                "No free port between " + RANDOM_FROM + " and " + RANDOM_TO + " on 127.0.0.1");
    }

    /** The first free port at or after the given one. */
    static int firstFree(int from) {
        for (int port = from; port <= 65_535; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new DevServicesException("No free port from " + from + " on 127.0.0.1");
    }

    /** Whether somebody answers there. */
    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(loopback(port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
