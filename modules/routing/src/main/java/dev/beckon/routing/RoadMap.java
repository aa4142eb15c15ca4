package dev.beckon.routing;

import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.GraphHopper;
import com.graphhopper.ResponsePath;
import com.graphhopper.config.CHProfile;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.GHUtility;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.shapes.BBox;
import com.graphhopper.util.shapes.GHPoint;
import dev.beckon.contracts.geo.LatLng;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The road network of one OSM extract; off it, the straight line. */
public final class RoadMap implements Routes, AutoCloseable {

    /**
     * How much longer real driving takes than GraphHopper's free flow, lights and traffic included:
     * the median over taxi trips in San Francisco.
     */
    static final double TRAFFIC = 2.66;

    /** Farther from a road than this, a point is off the map. */
    private static final double OFF_ROAD_M = 300;

    private static final String PROFILE = "car";

    private static final String FORMAT = "gh11-1";

    private static final int SAMPLES = 300;
    private static final double SAMPLE_MOST_M = 4_000;

    private final GraphHopper graph;
    private final double traffic;
    private final StraightLine offRoad;
    private final StraightLine line;

    private RoadMap(GraphHopper graph, double traffic, StraightLine offRoad) {
        this.graph = graph;
        this.traffic = traffic;
        this.offRoad = offRoad;
        this.line = sampled();
    }

    /**
     * Opens an extract, which is read once: later the result is taken from {@code cache}.
     *
     * @param osm an {@code .osm.pbf} or {@code .osm} file
     * @param cache a folder for what was made of this and other extracts
     * @throws MapException if the file cannot be read or holds no road
     */
    public static RoadMap open(Path osm, Path cache) {
        return open(osm, cache, TRAFFIC, StraightLine.TOWN);
    }

    /**
     * The same where traffic is known to be another.
     *
     * @param traffic how much longer real driving takes than free flow
     * @param offRoad from a door to the road, and off the map
     * @throws MapException if the file cannot be read or holds no road
     */
    public static RoadMap open(Path osm, Path cache, double traffic, StraightLine offRoad) {
        Path folder = new MapCache(cache, FORMAT).folderFor(osm, RoadMap::importInto);
        GraphHopper graph = configured(osm, folder).setAllowWrites(false);
        try {
            if (!graph.load()) {
                throw new MapException("%s is no map; delete it and start again".formatted(folder));
            }
        } catch (RuntimeException e) {
            graph.close();
            throw e instanceof MapException known
                    ? known
                    : new MapException(
                            "the cached map %s cannot be read (%s); delete it and start again"
                                    .formatted(folder, e.getMessage()),
                            e);
        }
        return new RoadMap(graph, traffic, offRoad);
    }

    @Override
    public Route route(LatLng from, LatLng to) {
        Way way = find(from, to, true);
        if (way == null) {
            return offRoad.route(from, to);
        }
        List<LatLng> points = new ArrayList<>();
        points.add(from);
        way.path().getPoints().forEach(point -> points.add(latLng(point)));
        points.add(to);
        return new Route(points, way.path().getDistance() + way.offRoadM(), seconds(way));
    }

    @Override
    public double etaS(LatLng from, LatLng to) {
        return roadS(from, to).orElseGet(() -> offRoad.etaS(from, to));
    }

    @Override
    public OptionalDouble roadS(LatLng from, LatLng to) {
        Way way = find(from, to, false);
        return way == null ? OptionalDouble.empty() : OptionalDouble.of(seconds(way));
    }

    /**
     * Fitted to some ways of this map, so that what is estimated and what is looked up may stand
     * side by side.
     */
    @Override
    public StraightLine line() {
        return line;
    }

    /** The nearest point on a road; null off the map. */
    public @Nullable LatLng snap(LatLng point) {
        Snap snap =
                graph.getLocationIndex()
                        .findClosest(point.lat(), point.lng(), EdgeFilter.ALL_EDGES);
        return snap.isValid() && snap.getQueryDistance() <= OFF_ROAD_M
                ? latLng(snap.getSnappedPoint())
                : null;
    }

    /** The south-western corner of the map. */
    public LatLng southWest() {
        BBox bounds = graph.getBaseGraph().getBounds();
        return new LatLng(bounds.minLat, bounds.minLon);
    }

    /** The north-eastern corner of the map. */
    public LatLng northEast() {
        BBox bounds = graph.getBaseGraph().getBounds();
        return new LatLng(bounds.maxLat, bounds.maxLon);
    }

    /** Where most of the roads are. */
    public LatLng middle() {
        return new LatLng(
                median(graph.getBaseGraph().getNodeAccess()::getLat),
                median(graph.getBaseGraph().getNodeAccess()::getLon));
    }

    private double median(IntToDoubleFunction degrees) {
        return new SplittableRandom(1)
                .ints(SAMPLES, 0, graph.getBaseGraph().getNodes())
                .mapToDouble(degrees)
                .sorted()
                .skip(SAMPLES / 2)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        graph.close();
    }

    /**
     * A way along the roads.
     *
     * @param offRoadM from the door to the road, at both ends
     */
    private record Way(ResponsePath path, double offRoadM) {}

    private @Nullable Way find(LatLng from, LatLng to, boolean drawn) {
        LatLng start = inBounds(from);
        LatLng end = inBounds(to);
        GHRequest request =
                new GHRequest(start.lat(), start.lng(), end.lat(), end.lng())
                        .setProfile(PROFILE)
                        .setLocale(Locale.ROOT);
        request.putHint(Parameters.Routing.INSTRUCTIONS, false);
        request.putHint(Parameters.Routing.CALC_POINTS, drawn);
        request.putHint(Parameters.Routing.WAY_POINT_MAX_DISTANCE, 0);
        GHResponse response = graph.route(request);
        if (response.hasErrors()) {
            return null;
        }
        ResponsePath path = response.getBest();
        double firstM = Earth.distanceM(from, latLng(path.getWaypoints().get(0)));
        double lastM = Earth.distanceM(latLng(path.getWaypoints().get(1)), to);
        return Math.max(firstM, lastM) > OFF_ROAD_M ? null : new Way(path, firstM + lastM);
    }

    /** The router refuses points that lie outside the roads' bounds, however near to a road. */
    private LatLng inBounds(LatLng point) {
        BBox bounds = graph.getBaseGraph().getBounds();
        return new LatLng(
                Math.clamp(point.lat(), bounds.minLat, bounds.maxLat),
                Math.clamp(point.lng(), bounds.minLon, bounds.maxLon));
    }

    /** From the door to the road and back is short, so at the town's speed. */
    private double seconds(Way way) {
        return way.path().getTime() / 1e3 * traffic + offRoad.etaS(way.offRoadM());
    }

    /** What a straight line comes to here: always the same ways, whoever opens the map. */
    private StraightLine sampled() {
        RandomGenerator random = new SplittableRandom(1);
        BaseGraph roads = graph.getBaseGraph();
        LineFit fit = new LineFit();
        for (int i = 0; i < SAMPLES; i++) {
            int node = random.nextInt(roads.getNodes());
            LatLng from =
                    new LatLng(
                            roads.getNodeAccess().getLat(node), roads.getNodeAccess().getLon(node));
            double bearingDeg = random.nextDouble() * 360;
            LatLng to = snap(Earth.towards(from, bearingDeg, random.nextDouble() * SAMPLE_MOST_M));
            Way way = to == null ? null : find(from, to, false);
            if (to != null && way != null) {
                double metres = way.path().getDistance() + way.offRoadM();
                fit.add(Earth.distanceM(from, to), metres, seconds(way));
            }
        }
        return fit.line(offRoad);
    }

    private static void importInto(Path osm, Path folder) {
        trustExtracts();
        GraphHopper graph = configured(osm, folder);
        try {
            graph.importOrLoad();
            if (graph.getBaseGraph().getEdges() == 0) {
                throw new MapException(
                        "%s holds no road for cars; give an OSM extract with streets"
                                .formatted(osm));
            }
        } catch (RuntimeException e) {
            throw e instanceof MapException known ? known : MapException.unreadable(osm, e);
        } finally {
            graph.close();
        }
    }

    /**
     * The reader of .osm.pbf files was generated before protobuf 21.7 and warns of hostile input at
     * length; an extract that the operator chose is none.
     */
    static void trustExtracts() {
        System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
    }

    private static GraphHopper configured(Path osm, Path folder) {
        GraphHopper graph =
                new GraphHopper()
                        .setOSMFile(osm.toString())
                        .setGraphHopperLocation(folder.toString())
                        .setEncodedValuesString("car_access, car_average_speed")
                        .setProfiles(
                                new Profile(PROFILE)
                                        .setCustomModel(
                                                GHUtility.loadCustomModelFromJar("car.json")));
        graph.getCHPreparationHandler().setCHProfiles(new CHProfile(PROFILE));
        return graph;
    }

    private static LatLng latLng(GHPoint point) {
        return new LatLng(point.lat, point.lon);
    }
}
