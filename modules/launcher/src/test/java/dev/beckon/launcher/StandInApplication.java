package dev.beckon.launcher;

import com.sun.net.httpserver.HttpServer;
import dev.beckon.devservices.ApplicationJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** As much of the application as the launcher sees of it: health, and its arguments. */
public final class StandInApplication {

    private StandInApplication() {}

    public static void main(String[] args) throws IOException {
        var arguments = List.of(args);
        System.out.println("arguments " + arguments);
        System.out.println("kafka " + System.getenv("SPRING_KAFKA_BOOTSTRAP_SERVERS"));
        if (arguments.contains("--roles=drivers")) {
            System.out.println("no room for drivers");
            System.exit(3);
        }
        int port =
                arguments.stream()
                        .filter(argument -> argument.startsWith("--server.port="))
                        .mapToInt(argument -> Integer.parseInt(argument.split("=")[1]))
                        .findFirst()
                        .orElseThrow();
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        var server = HttpServer.create(address, 0);
        server.createContext(
                "/actuator/health",
                exchange -> {
                    byte[] body = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    /** Puts it where the application's jar belongs. */
    static void install(Checkout checkout) throws IOException {
        Path jar = new ApplicationJar(checkout.root()).file();
        Files.createDirectories(jar.resolve("..").normalize());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.MAIN_CLASS, StandInApplication.class.getName());
        String entry = StandInApplication.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = StandInApplication.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            if (in != null) {
                in.transferTo(out);
            }
            out.closeEntry();
        }
    }
}
