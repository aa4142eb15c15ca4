package dev.beckon.platform.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * A process' name among its like: one that comes back under its name gets its partitions back at
 * once, and two of one name drive each other out for ever.
 *
 * @param name as Kafka takes it for a member of a group
 */
public record Node(String name) {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    /** What Kafka takes besides, and how much of it (its own limit is 249). */
    private static final String FOREIGN = "[^A-Za-z0-9._-]";

    private static final int MOST = 200;

    public Node {
        name = name.strip().replaceAll(FOREIGN, "_");
        if (name.isEmpty() || name.length() > MOST) {
            throw new IllegalArgumentException(
                    "beckon.node must have 1 to %d characters".formatted(MOST));
        }
    }

    /** {@code beckon.node} where it is set, otherwise the host's name and the configured port. */
    static Node of(Environment environment) {
        var named = environment.getProperty("beckon.node", "");
        if (!named.isBlank()) {
            return new Node(named);
        }
        var port = environment.getProperty("server.port", "8080");
        // Any free port says nothing: such a process has no name to come back under.
        var own = port.equals("0") ? UUID.randomUUID().toString() : port;
        return new Node(host() + "-" + own);
    }

    private static String host() {
        try {
            // Not HOSTNAME: shells set it, and seldom export it.
            var kernel = Files.isReadable(KERNEL) ? Files.readString(KERNEL).strip() : "";
            return kernel.isEmpty() ? InetAddress.getLocalHost().getHostName() : kernel;
        } catch (IOException e) {
            LOG.warn("this host has no name, set beckon.node: {}", e.toString());
            return "beckon";
        }
    }

    /** Says what to do when Kafka has handed this name to another process. */
    public void fenced(String group) {
        LOG.error(
                "another process takes part in {} under the name '{}', and each drives the other"
                        + " out: give every process a beckon.node of its own",
                group,
                name);
    }
}
