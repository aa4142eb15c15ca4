package dev.beckon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.devservices.Ports;
import dev.beckon.devservices.ProcessRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private static final String STREETS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <osm version="0.6" generator="test">
            <node id="1" version="1" lat="52.50" lon="16.00"/>
            <node id="2" version="1" lat="52.51" lon="16.00"/>
            <way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
            </osm>
            """;

    @TempDir private Path root = Path.of("");
    private Checkout checkout = new Checkout(root);

    @BeforeEach
    void installApplication() throws IOException {
        checkout = new Checkout(root);
        StandInApplication.install(checkout);
    }

    @Test
    void upRunsTheApplicationUntilItIsStoppedAndLeavesNothing() throws Exception {
        int port = Ports.anyFree();
        Process up = Launcher.start(root, "up", "--roles=gateway", "--port=" + port);
        try (var said = up.inputReader()) {
            assertThat(Launcher.readUntil(said, "Ctrl-C"))
                    .contains("http://127.0.0.1:" + port + "/docs")
                    .contains("ws://127.0.0.1:" + port + "/ws")
                    .contains("jdbc:postgresql://127.0.0.1:2/theirs");
            assertThat(Files.readString(log(port)))
                    .contains("--roles=gateway")
                    .contains("kafka 127.0.0.1:1");
            assertThat(Files.readString(checkout.stateFolder().resolve("services.env")))
                    .contains("SPRING_KAFKA_BOOTSTRAP_SERVERS='127.0.0.1:1'");

            Process status = Launcher.start(root, "status");
            assertThat(Launcher.output(status)).contains("app-" + port).contains("launcher-");
            assertThat(status.waitFor()).isEqualTo(0);

            // Process.destroy() would close the stream as well.
            up.toHandle().destroy();
            assertThat(Launcher.readUntil(said, "Stopped")).contains("Stopped");
        }
        assertThat(up.waitFor()).isEqualTo(143);
        assertThat(Ports.isFree(port)).isTrue();
        assertThat(ProcessRecord.listRunning(checkout.stateFolder())).isEmpty();

        Process status = Launcher.start(root, "status");
        assertThat(Launcher.output(status)).isEqualTo("Nothing runs.");
        assertThat(status.waitFor()).isEqualTo(1);
    }

    @Test
    void downStopsWhatAnotherTerminalStarted() throws Exception {
        int port = Ports.anyFree();
        Process up = Launcher.start(root, "up", "--port=" + port);
        try (var said = up.inputReader()) {
            Launcher.readUntil(said, "Ctrl-C");
            Process down = Launcher.start(root, "down");
            assertThat(Launcher.output(down)).startsWith("Stopped launcher-");
            assertThat(down.waitFor()).isEqualTo(0);
        }
        assertThat(up.isAlive()).isFalse();
        assertThat(Ports.isFree(port)).isTrue();
    }

    @Test
    void optionsComeFromTheEnvironmentToo() throws Exception {
        int port = Ports.anyFree();
        var environment =
                Map.of("BECKON_PORT", Integer.toString(port), "BECKON_ROLES", "identity,orders");
        Process up = Launcher.start(root, environment, "up");
        try (var said = up.inputReader()) {
            assertThat(Launcher.readUntil(said, "Ctrl-C")).contains("127.0.0.1:" + port);
            assertThat(Files.readString(log(port))).contains("--roles=identity,orders");
        } finally {
            up.destroy();
            up.waitFor();
        }
    }

    @Test
    void anApplicationThatDoesNotStartShowsTheEndOfItsLog() throws Exception {
        Process up = Launcher.start(root, "up", "--roles=drivers", "--port=" + Ports.anyFree());
        assertThat(Launcher.output(up))
                .contains("beckon: The application ended with status 3")
                .contains("no room for drivers");
        assertThat(up.waitFor()).isEqualTo(1);
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Process up = Launcher.start(root, "up", "--port=" + taken.getLocalPort());
            assertThat(Launcher.output(up))
                    .contains("beckon: Port " + taken.getLocalPort() + " is in use")
                    .contains("--port");
            assertThat(up.waitFor()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo", "test", "status", "down"})
    void everyCommandHasHelp(String command) throws Exception {
        Process help = Launcher.start(root, command, "--help");
        assertThat(Launcher.output(help)).startsWith("Usage: ./beckon " + command);
        assertThat(help.waitFor()).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --port=eighty",
                "up --port=70000",
                "demo --kafka-port=0",
                "demo --json=/nowhere/at/all/out.json",
                "up --roles=gateway,broken",
                "test --only=wings",
                "fly",
                "up --wings"
            })
    void badUsageIsOneLineAndStatus2(String arguments) throws Exception {
        Process bad = Launcher.start(root, arguments.split(" "));
        assertThat(Launcher.output(bad)).startsWith("beckon: ").contains("--help").hasLineCount(1);
        assertThat(bad.waitFor()).isEqualTo(2);
    }

    @Test
    void theApplicationGetsTheMapAndWhatCameOfIt() throws Exception {
        int port = Ports.anyFree();
        Path map = Files.writeString(root.resolve("streets.osm"), STREETS);
        Process up = Launcher.start(root, "up", "--map=" + map, "--port=" + port);
        try (var said = up.inputReader()) {
            Launcher.readUntil(said, "Ctrl-C");
            Path cache = checkout.stateFolder().resolve("maps");
            assertThat(Files.readString(log(port)))
                    .contains("--beckon.routing.map=" + map)
                    .contains("--beckon.routing.cache=" + cache);
            try (var cached = Files.list(cache)) {
                assertThat(cached).hasSize(1);
            }
        } finally {
            up.destroy();
            up.waitFor();
        }
    }

    @Test
    void withoutAMapTheApplicationGetsTheMadeUpCity() throws Exception {
        int port = Ports.anyFree();
        Process up = Launcher.start(root, "up", "--port=" + port);
        try (var said = up.inputReader()) {
            Launcher.readUntil(said, "Ctrl-C");
            Path city = checkout.stateFolder().resolve("maps/ferrow-1.osm");
            assertThat(Files.readString(log(port))).contains("--beckon.routing.map=" + city);
        } finally {
            up.destroy();
            up.waitFor();
        }
    }

    @Test
    void theDemosMadeUpCityIsAMapToo() throws Exception {
        int port = Ports.anyFree();
        Process demo = Launcher.start(root, "demo", "--orders=1", "--drivers=1", "--port=" + port);
        try (var said = demo.inputReader()) {
            Launcher.readUntil(said, "ready after");
            Launcher.readUntil(said, "ready after");
            Path city = checkout.stateFolder().resolve("maps/ferrow-1.osm");
            assertThat(city).exists();
            assertThat(Files.readString(log(port))).contains("--beckon.routing.map=" + city);
        } finally {
            demo.destroy();
            demo.waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --map=none.osm.pbf",
                "demo --map=none.osm.pbf",
                "demo --trips=none.csv",
                "demo --pings=none.csv",
                "demo --map=."
            })
    void aFileThatIsNotThereIsNamedBeforeAnythingStarts(String arguments) throws Exception {
        Process bad = Launcher.start(root, arguments.split(" "));
        assertThat(Launcher.output(bad))
                .startsWith("beckon: ")
                .containsPattern("is not there; check the path|is no file; name one")
                .hasLineCount(1);
        assertThat(bad.waitFor()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo"})
    void aMapThatIsNoneIsNamedBeforeAnythingStarts(String command) throws Exception {
        Path map = Files.writeString(root.resolve("broken.osm.pbf"), "no streets at all");
        Process bad = Launcher.start(root, command, "--map=" + map);
        assertThat(Launcher.output(bad))
                .contains("beckon: " + map + " cannot be read as an OSM extract")
                .doesNotContain("starting");
        assertThat(bad.waitFor()).isEqualTo(2);
    }

    @Test
    void aSuiteThatDoesNotExistIsToldThoseThatDo() throws Exception {
        assertThat(Launcher.output(Launcher.start(root, "test", "--only=wings")))
                .containsIgnoringCase("java")
                .containsIgnoringCase("web");
    }

    private Path log(int port) {
        return checkout.stateFolder().resolve("logs/app-" + port + ".log");
    }
}
