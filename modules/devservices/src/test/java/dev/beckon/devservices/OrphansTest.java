package dev.beckon.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrphansTest {

    /** A program that starts services and is killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws InterruptedException {
            var services = DevServices.forTests();
            var pids = services.processes().stream().map(each -> Long.toString(each.pid()));
            var folder = services.redis().log().resolve("../..").normalize();
            System.out.println(folder + " " + String.join(" ", pids.toList()));
            Thread.currentThread().join();
        }
    }

    @Test
    void nothingIsLeftOfAJvmThatIsKilled() throws Exception {
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dbeckon.root=" + System.getProperty("beckon.root"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String[] said;
        try (var output = parent.inputReader()) {
            said =
                    output.lines()
                            .filter(line -> line.contains("beckon-test-"))
                            .findFirst()
                            .orElseThrow()
                            .split(" ");
        }
        Path folder = Path.of(said[0]);
        List<ProcessHandle> services =
                Stream.of(said).skip(1).map(Long::valueOf).map(OrphansTest::process).toList();
        assertThat(services).hasSize(3).allMatch(ProcessHandle::isAlive);

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(services).noneMatch(ProcessHandle::isAlive));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Files.exists(folder)).isFalse());
    }

    private static ProcessHandle process(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }
}
