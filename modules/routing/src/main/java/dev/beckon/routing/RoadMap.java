package dev.beckon.routing;

import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.GraphHopper;
import com.graphhopper.ResponsePath;
import com.graphhopper.config.CHProfile;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.GHUtility;
import com.graphhopper.util.shapes.BBox;
import com.graphhopper.util.shapes.GHPoint;
import dev.beckon.contracts.geo.LatLng;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private final GraphHopper graph;

    private RoadMap(GraphHopper graph) {
        this.graph = graph;
    }

    /**
     * Opens an extract, which is read once: later the result is taken from {@code cache}.
     *
     * @param osm an {@code .osm.pbf} or {@code .osm} file
     * @param cache a folder for what was made of this and other extracts
     * @throws MapException if the file cannot be read or holds no road
     */
    public static RoadMap open(Path osm, Path cache) {
        Path folder = new MapCache(cache).folderFor(osm, RoadMap::importInto);
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
        return new RoadMap(graph);
    }

    @Override
    public Route route(LatLng from, LatLng to) {
        Route byRoad = byRoad(from, to);
        return byRoad == null ? StraightLine.TOWN.route(from, to) : byRoad;
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

    @Override
    public void close() {
        graph.close();
    }

    private @Nullable Route byRoad(LatLng from, LatLng to) {
        GHRequest request =
                new GHRequest(from.lat(), from.lng(), to.lat(), to.lng())
                        .setProfile(PROFILE)
                        .setLocale(Locale.ROOT);
        request.putHint("instructions", false);
        request.putHint("way_point_max_distance", 0);
        GHResponse response = graph.route(request);
        if (response.hasErrors()) {
            return null;
        }
        ResponsePath path = response.getBest();
        List<LatLng> points = new ArrayList<>();
        points.add(from);
        path.getPoints().forEach(point -> points.add(latLng(point)));
        points.add(to);
        double firstM = Earth.distanceM(from, points.get(1));
        double lastM = Earth.distanceM(points.get(points.size() - 2), to);
        if (Math.max(firstM, lastM) > OFF_ROAD_M) {
            return null;
        }
        // From the door to the road and back: short, so at the town's speed.
        double offRoadM = firstM + lastM;
        return new Route(
                points,
                path.getDistance() + offRoadM,
                path.getTime() / 1e3 * TRAFFIC + StraightLine.TOWN.etaS(offRoadM));
    }

    private static void importInto(Path osm, Path folder) {
        // The reader of .osm.pbf files was generated before protobuf 21.7 and warns of hostile
        // input
        // at length; an extract that the operator chose is none.
        System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
        GraphHopper graph = configured(osm, folder);
        try {
            graph.importOrLoad();
            if (graph.getBaseGraph().getEdges() == 0) {
                throw new MapException(
                        "%s holds no road for cars; give an OSM extract with streets"
                                .formatted(osm));
            }
        } catch (RuntimeException e) {
            throw e instanceof MapException known
                    ? known
                    : new MapException(
                            "%s cannot be read as an OSM extract (%s); give an .osm.pbf file"
                                    .formatted(osm, e.getMessage()),
                            e);
        } finally {
            graph.close();
        }
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
