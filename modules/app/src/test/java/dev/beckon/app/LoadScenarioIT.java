package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load scenario, tiny, against the real application; how fast it is does not matter here. */
class LoadScenarioIT {

    @TempDir private Path root = Path.of("");

    @Test
    void aLunchIsPlayedToItsEndReportedAndAudited() throws Exception {
        // Services of its own: the audit counts every order in the topics.
        try (var services = DevServices.fresh()) {
            playOn(services);
        }
    }

    private void playOn(DevServices services) throws Exception {
        var node = Node.start(services, services.springProperties());
        String said;
        int status;
        try {
            var load = lunch(node.url(), services);
            said = new String(load.getInputStream().readAllBytes());
            status = load.waitFor();
        } finally {
            node.process().stop();
        }

        assertThat(said)
                .contains("met     ORDER_ACCEPTED: percentage of successful")
                .contains("met     ORDER_DELIVERED: percentage of successful")
                .contains("met     ACCEPT_OFFER decided: percentage of successful")
                .containsPattern("Report: " + root + "/.beckon/load/lunch-\\d+/index.html");
        assertThat(status).as(said).isEqualTo(said.contains("MISSED") ? 1 : 0);
        try (var reports = Files.list(root.resolve(".beckon/load"))) {
            assertThat(reports).singleElement().satisfies(LoadScenarioIT::hasNoTokens);
        }
    }

    private Process lunch(URI url, DevServices services) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-Dbeckon.root=" + root, "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(Main.class.getName(), "load", "lunch", "--attach=" + url));
        command.addAll(List.of("--users=6", "--drivers=4", "--rate=1", "--duration=10"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(services.springProperties());
        return builder.start();
    }

    private static void hasNoTokens(Path report) throws IOException {
        assertThat(report.resolve("index.html")).exists();
        assertThat(Files.readString(report.resolve("gatling.log"))).doesNotContain("eyJ");
    }
}
