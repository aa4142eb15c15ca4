package dev.beckon.loadtest.bench;

import dev.beckon.devservices.ServiceProcess;
import java.net.URI;

/** The application as a process, until it is closed. */
public record Application(ServiceProcess process) implements AutoCloseable {

    public int port() {
        return process.port();
    }

    public long pid() {
        return process.pid();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        process.stop();
    }
}
