package dev.beckon.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.platform.PlatformModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** A process that waits for servers which are not there. */
class PatienceTest {

    /** Long beside what an end takes, short beside the waiting. */
    private static final int END_S = 20;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PlatformModule.class)
    static class Application {

        public static void main(String[] arguments) {
            SpringApplication.run(Application.class, arguments);
        }
    }

    @Test
    void canBeToldToStop(@TempDir Path folder) throws Exception {
        var log = folder.resolve("log");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Application.class.getName(),
                                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                                "--server.port=0")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> Files.readString(log).contains("Kafka at 127.0.0.1:1"));
            process.destroy();
            assertThat(process.waitFor(END_S, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
