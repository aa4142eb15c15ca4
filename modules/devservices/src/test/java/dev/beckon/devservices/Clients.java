package dev.beckon.devservices;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The shortest way to ask each service something. */
final class Clients {

    private Clients() {}

    static void createTopic(DevServices services, String topic) throws Exception {
        try (Admin admin = admin(services)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    static Set<String> topics(DevServices services) throws Exception {
        try (Admin admin = admin(services)) {
            return admin.listTopics().names().get(20, TimeUnit.SECONDS);
        }
    }

    static void execute(DevServices services, String... statements) throws SQLException {
        try (var connection = connect(services);
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    static String query(DevServices services, String query) throws SQLException {
        try (var connection = connect(services);
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    static String redis(DevServices services, String command) throws IOException {
        URI uri = URI.create(services.redisUri());
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            var buffer = new byte[512];
            int length = socket.getInputStream().read(buffer);
            return new String(buffer, 0, Math.max(0, length), StandardCharsets.UTF_8).strip();
        }
    }

    private static java.sql.Connection connect(DevServices services) throws SQLException {
        return DriverManager.getConnection(
                services.jdbcUrl(), services.jdbcUser(), services.jdbcPassword());
    }

    private static Admin admin(DevServices services) {
        return Admin.create(Map.of("bootstrap.servers", services.bootstrapServers()));
    }
}
