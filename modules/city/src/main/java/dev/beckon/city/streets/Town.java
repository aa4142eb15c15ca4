package dev.beckon.city.streets;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import dev.beckon.routing.RoadMap;
import dev.beckon.routing.Route;
import dev.beckon.routing.Routes;
import dev.beckon.routing.StraightLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The ground of a play: its ways and its hot spots. */
public final class Town implements AutoCloseable {

    private static final int HOT_SPOTS = 12;

    private final String name;
    private final Routes routes;
    private final List<HotSpot> hotSpots;

    private Town(String name, Routes routes, List<HotSpot> hotSpots) {
        this.name = name;
        this.routes = routes;
        this.hotSpots = List.copyOf(hotSpots);
    }

    /**
     * The made-up city of that seed; its streets are written to the folder.
     *
     * @throws IOException if they cannot be written
     */
    public static Town synthetic(long seed, Path folder) throws IOException {
        StreetPlan plan = SyntheticCity.plan(seed);
        return new Town(
                SyntheticCity.NAME,
                RoadMap.open(write(plan, seed, folder), folder),
                plan.hotSpots());
    }

    /**
     * Writes the streets of the made-up city of that seed, for others to read.
     *
     * @throws IOException if they cannot be written
     */
    public static Path write(long seed, Path folder) throws IOException {
        return write(SyntheticCity.plan(seed), seed, folder);
    }

    private static Path write(StreetPlan plan, long seed, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path osm = folder.resolve("ferrow-%d.osm".formatted(seed));
        Path draft = Files.createTempFile(folder, "ferrow", ".draft");
        Files.writeString(draft, OsmXml.write(plan));
        Files.move(draft, osm, StandardCopyOption.ATOMIC_MOVE);
        return osm;
    }

    /**
     * A real city.
     *
     * @param busy where something is known to happen; empty: hot spots are made up
     */
    public static Town mapped(Path osm, long seed, List<LatLng> busy, Path folder) {
        RoadMap map = RoadMap.open(osm, folder);
        Random random = new Random(seed);
        List<LatLng> middles = busy.isEmpty() ? scattered(map, random) : pick(busy, random);
        return new Town(osm.getFileName().toString(), map, even(middles));
    }

    /** No map: everybody goes as the crow flies. */
    public static Town unmapped(long seed, List<LatLng> busy) {
        return new Town("straight lines", StraightLine.TOWN, even(pick(busy, new Random(seed))));
    }

    public String name() {
        return name;
    }

    public List<HotSpot> hotSpots() {
        return hotSpots;
    }

    public Route route(LatLng from, LatLng to) {
        return routes.route(from, to);
    }

    /** Somebody's place around a hot spot, on a street where streets are known. */
    public LatLng near(HotSpot spot, RandomGenerator random) {
        for (int attempt = 0; attempt < 20; attempt++) {
            double distanceM = Math.abs(random.nextGaussian()) * spot.radiusM();
            LatLng place = Earth.towards(spot.middle(), random.nextDouble() * 360, distanceM);
            LatLng onStreet = snap(place);
            if (onStreet != null) {
                return onStreet;
            }
        }
        return spot.middle();
    }

    @Override
    public void close() {
        if (routes instanceof RoadMap map) {
            map.close();
        }
    }

    private @Nullable LatLng snap(LatLng place) {
        return switch (routes) {
            case RoadMap map -> map.snap(place);
            case StraightLine _ -> place;
        };
    }

    private static List<LatLng> scattered(RoadMap map, Random random) {
        LatLng low = map.southWest();
        LatLng high = map.northEast();
        List<LatLng> middles = new ArrayList<>();
        for (int attempt = 0; attempt < 2_000 && middles.size() < HOT_SPOTS; attempt++) {
            // The middle half: the rim of an extract is mostly cut off from the rest.
            LatLng place =
                    new LatLng(
                            low.lat() + (0.25 + random.nextDouble() / 2) * (high.lat() - low.lat()),
                            low.lng()
                                    + (0.25 + random.nextDouble() / 2) * (high.lng() - low.lng()));
            LatLng onStreet = map.snap(place);
            if (onStreet != null) {
                middles.add(onStreet);
            }
        }
        if (middles.isEmpty()) {
            middles.add(low);
        }
        return middles;
    }

    private static List<LatLng> pick(List<LatLng> busy, Random random) {
        return random.ints(HOT_SPOTS, 0, busy.size()).mapToObj(busy::get).toList();
    }

    private static List<HotSpot> even(List<LatLng> middles) {
        List<HotSpot> spots = new ArrayList<>();
        for (LatLng middle : middles) {
            spots.add(new HotSpot("Spot " + (spots.size() + 1), middle, 400, 1, 1));
        }
        return spots;
    }
}
