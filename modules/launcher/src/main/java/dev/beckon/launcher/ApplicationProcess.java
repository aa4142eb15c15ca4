package dev.beckon.launcher;

import dev.beckon.city.CityMap;
import dev.beckon.devservices.ApplicationJar;
import dev.beckon.devservices.ProcessRecord;
import dev.beckon.devservices.ProcessSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The application as a process of its own.
 *
 * @param roles comma-separated, or {@code all}
 * @param timeScale by how much driving is compressed; 1 but for a demo
 * @param map for ways by road; null: straight lines
 * @param tiles for the map of the web client; null: none
 */
record ApplicationProcess(
        Checkout checkout,
        String roles,
        int port,
        double timeScale,
        @Nullable CityMap map,
        @Nullable Path tiles) {

    /** The port of an application that this checkout runs and that is healthy. */
    static Optional<Integer> findRunning(Checkout checkout) {
        return ProcessRecord.listRunning(checkout.stateFolder()).stream()
                .filter(record -> record.name().startsWith(ApplicationJar.NAME))
                .map(ProcessRecord::port)
                .filter(ApplicationJar::isHealthy)
                .findFirst();
    }

    /**
     * @param services the environment that names the servers to use
     * @param settings beyond those of every application
     */
    ProcessSpec spec(Map<String, String> services, String... settings) {
        return spec(services, List.of(), settings);
    }

    /** The same for a test, which is over before its JVM would be warm. */
    ProcessSpec shortLived(Map<String, String> services, String... settings) {
        return spec(services, List.of(ApplicationJar.SHORT_LIVED), settings);
    }

    private ProcessSpec spec(
            Map<String, String> services, List<String> jvmOptions, String... settings) {
        var arguments = new ArrayList<>(List.of(settings));
        arguments.add("--roles=" + roles);
        arguments.add("--beckon.time-scale=" + timeScale);
        arguments.addAll(AccountsHttp.administrator());
        if (map != null) {
            arguments.add("--beckon.routing.map=" + map.file());
            arguments.add("--beckon.routing.cache=" + map.cache());
        }
        if (tiles != null) {
            arguments.add("--beckon.tiles.file=" + tiles);
        }
        return new ApplicationJar(checkout.root())
                .spec(port, services, optionsOf(System.getenv()), jvmOptions, arguments);
    }

    /** Those variables of the environment that stand for options of the launcher. */
    static List<String> optionsOf(Map<String, String> environment) {
        return Main.variables().stream().filter(environment::containsKey).toList();
    }
}
